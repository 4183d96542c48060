/** What a document answers and takes, for the compiler alone. */
export interface DocumentTypeDecoration<TResult, TVariables> {
    __apiType?: (variables: TVariables) => TResult;
}
