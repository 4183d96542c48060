// What all of these clients do: follow a payment, give some of it back once its present state came, and see that told.
export const FOLLOW = `subscription Follow($id: ID!) {
  paymentChanged(id: $id) { __typename id ... on Transaction { refunds { __typename id status } } }
}`;

export const REFUND = `mutation Refund($id: ID!, $amount: Amount!) {
  refundTransaction(input: { transactionId: $id, refund: { amount: $amount } }) { refund { __typename id status } }
}`;

/** The statuses of the payment's refunds in each answer, until there is one that the gateway has accepted. */
export function story(refund) {
  const told = [];
  let done, failed;
  const over = new Promise((resolve, reject) => ([done, failed] = [resolve, reject]));
  const hear = ({ data, errors, error }) => {
    if (errors?.length || error) return failed(new Error(JSON.stringify(errors ?? String(error))));
    const statuses = data.paymentChanged.refunds.map(({ status }) => status);
    told.push(statuses);
    if (told.length === 1) refund().catch(failed);
    if (statuses.includes("SUBMITTED_FOR_SETTLEMENT")) done(told);
  };
  return { hear, failed, over };
}
