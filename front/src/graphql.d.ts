/** Documents are bundled as texts. */
declare module "*.graphql" {
  const text: string;
  export default text;
}
