/** What a document asks for at each place of its answer, with the schema's types. */

import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

/** A field of the answer: `key` is what the answer calls it, `name` what the schema does. */
export interface Asked {
  key: string;
  name: string;
  type: GraphQLNamedType;
  list: boolean;
  selections: SelectionSetNode[];
}

export type Fragments = Map<string, FragmentDefinitionNode>;

export function fragmentsOf(document: DocumentNode): Fragments {
  const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(found.map((each) => [each.name.value, each]));
}

/** The fields of `value`, in the document's order; of what a union or an interface could be, those that it has. */
export function fieldsOf(
  selections: SelectionSetNode[],
  type: GraphQLNamedType,
  value: Record<string, unknown>,
  fragments: Fragments,
  schema: GraphQLSchema,
): Asked[] {
  const found = new Map<string, Asked>();
  const typename = value.__typename as string | undefined;
  const walk = (set: SelectionSetNode, on: GraphQLNamedType): void => {
    for (const each of set.selections) {
      if (each.kind === Kind.FIELD) {
        const key = (each.alias ?? each.name).value;
        if (!(key in value)) continue;
        const before = found.get(key);
        const output = outputOf(on, each.name.value);
        if (before && each.selectionSet) before.selections.push(each.selectionSet);
        else if (!before && output)
          found.set(key, {
            key,
            name: each.name.value,
            type: getNamedType(output),
            list: isList(output),
            selections: each.selectionSet ? [each.selectionSet] : [],
          });
        continue;
      }
      const fragment = each.kind === Kind.FRAGMENT_SPREAD ? fragments.get(each.name.value) : each;
      if (!fragment) continue;
      const name = fragment.typeCondition?.name.value;
      const inner = name ? schema.getType(name) : on;
      if (inner && applies(inner, typename, schema)) walk(fragment.selectionSet, inner);
    }
  };
  for (const set of selections) walk(set, type);
  return [...found.values()];
}

function applies(condition: GraphQLNamedType, typename: string | undefined, schema: GraphQLSchema): boolean {
  if (typename === undefined || condition.name === typename) return true;
  const actual = schema.getType(typename);
  return isAbstractType(condition) && isObjectType(actual) && schema.isSubType(condition, actual);
}

function outputOf(type: GraphQLNamedType, field: string): GraphQLOutputType | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field]?.type : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
