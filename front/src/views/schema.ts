/** The schema, for views outside of GraphiQL, which has its own: asked for once, when the first of them is shown. */

import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { useEffect, useState } from "react";

import { useDesk } from "../desk_context";

let known: Promise<GraphQLSchema | null> | null = null;

/** Null until it has come, and for as long as the service gives none. */
export function useSchema(): GraphQLSchema | null {
  const { look } = useDesk();
  const [schema, setSchema] = useState<GraphQLSchema | null>(null);
  useEffect(() => {
    let shown = true;
    known ??= look(getIntrospectionQuery()).then(({ data }) => (data ? buildClientSchema(data as IntrospectionQuery) : null));
    void known.then((found) => {
      if (!found) known = null;
      if (shown) setSchema(found);
    });
    return () => {
      shown = false;
    };
  }, [look]);
  return schema;
}
