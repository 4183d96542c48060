// Pages of transactions: a statement for the page, and by a loader one each for all histories and all refunds of it.
import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'

const { DATABASE_URL, POOL_SIZE, AUTHORIZATION, PORT } = process.env
const TIMESTAMPTZ = 1184
const KINDS = [
  'Authorized', 'SubmittedForSettlement', 'Settling', 'SettlementPending', 'Settled', 'SettlementDeclined', 'Voided',
  'Failed', 'ProcessorDeclined', 'GatewayRejected', 'AuthorizationExpired'
].map(each => `${each}Event`)
const FINAL = new Set([
  'AUTHORIZATION_EXPIRED', 'FAILED', 'GATEWAY_REJECTED', 'PROCESSOR_DECLINED', 'SETTLED', 'SETTLEMENT_DECLINED', 'VOIDED'
])
const EVENT = '{ status: String timestamp: String amount: MonetaryAmount terminal: Boolean }'

const schema = `
  type MonetaryAmount { value: String currencyCode: String }
  interface PaymentStatusEvent ${EVENT}
  ${KINDS.map(each => `type ${each} implements PaymentStatusEvent ${EVENT}`).join('\n')}
  type Refund { id: ID! legacyId: ID! createdAt: String status: String amount: MonetaryAmount }
  type Transaction {
    id: ID! legacyId: ID! orderId: String createdAt: String status: String amount: MonetaryAmount
    statusHistory: [PaymentStatusEvent!] refunds: [Refund!]
  }
  type TransactionConnectionEdge { node: Transaction }
  type PageInfo { hasNextPage: Boolean! }
  type TransactionConnection { edges: [TransactionConnectionEdge] pageInfo: PageInfo! }
  input Statuses { in: [String!] }
  input Times { greaterThanOrEqualTo: String lessThanOrEqualTo: String }
  input Values { greaterThanOrEqualTo: String lessThanOrEqualTo: String }
  input Amounts { value: Values }
  input Texts { is: String }
  input TransactionSearchInput { status: Statuses createdAt: Times amount: Amounts orderId: Texts }
  type Query { ping: String transactions(input: TransactionSearchInput!, first: Int): TransactionConnection }
`

// Times as PostgreSQL writes them in UTC: their microseconds would not fit into a Date.
pg.types.setTypeParser(TIMESTAMPTZ, text => text)
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options: '-c timezone=UTC' })
const { rows: [{ id: merchant }] } = await pool.query('SELECT id FROM merchants')

const filters = [
  ['statuses', input => input.status?.in, place => `t.status = ANY($${place}::text[])`],
  ['since', input => input.createdAt?.greaterThanOrEqualTo, place => `t.created_at >= $${place}::timestamptz`],
  ['until', input => input.createdAt?.lessThanOrEqualTo, place => `t.created_at <= $${place}::timestamptz`],
  ['least', input => input.amount?.value?.greaterThanOrEqualTo, place => `t.amount >= $${place}::numeric * 100`],
  ['most', input => input.amount?.value?.lessThanOrEqualTo, place => `t.amount <= $${place}::numeric * 100`],
  ['order', input => input.orderId?.is, place => `t.order_id = $${place}`]
]

async function findPage (input, size) {
  const values = [merchant, size + 1]
  const names = []
  let conditions = ''
  for (const [name, read, condition] of filters) {
    const value = read(input)
    if (value == null) continue
    names.push(name)
    conditions += ` AND ${condition(values.push(value))}`
  }
  const { rows } = await pool.query({
    name: `page ${names.join(' ')}`,
    text: `SELECT id, legacy_id, order_id, created_at, status, amount, currency FROM transactions t
      WHERE merchant_id = $1${conditions} ORDER BY created_at DESC, id DESC LIMIT $2`,
    values
  })
  return rows
}

function timestamp (text) {
  const [day, time] = text.slice(0, -'+00'.length).split(' ')
  const [seconds, fraction = ''] = time.split('.')
  return `${day}T${seconds}.${fraction.padEnd(6, '0')}Z`
}

function amount (row) {
  const digits = row.amount.padStart(3, '0')
  return { value: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currencyCode: row.currency }
}

function globalId (kind, row) {
  return Buffer.from(`${kind}_${row.legacy_id}`).toString('base64').replace(/=+$/, '')
}

function payment (kind, row) {
  return {
    id: globalId(kind, row),
    legacyId: row.legacy_id,
    createdAt: timestamp(row.created_at),
    status: row.status,
    amount: amount(row)
  }
}

function event (row) {
  return {
    kind: KINDS.find(each => each.toUpperCase() === `${row.status.replaceAll('_', '')}EVENT`),
    status: row.status,
    timestamp: timestamp(row.at),
    amount: amount(row),
    terminal: FINAL.has(row.status)
  }
}

function ofEach (queries, rows, make) {
  const lists = new Map(queries.map(({ obj }) => [obj.number, []]))
  for (const row of rows) lists.get(row.transaction_id).push(make(row))
  return queries.map(({ obj }) => lists.get(obj.number))
}

const resolvers = {
  PaymentStatusEvent: { resolveType: value => value.kind },
  Query: {
    ping: () => 'pong',
    async transactions (_, { input, first }) {
      const size = first ?? 50
      const rows = await findPage(input, size)
      const nodes = rows.slice(0, size).map(row => ({
        number: row.id,
        orderId: row.order_id,
        ...payment('transaction', row)
      }))
      return { edges: nodes.map(node => ({ node })), pageInfo: { hasNextPage: rows.length > size } }
    }
  }
}

const loaders = {
  Transaction: {
    statusHistory: {
      opts: { cache: false },
      async loader (queries) {
        const { rows } = await pool.query({
          name: 'histories',
          text: `SELECT transaction_id, status, at, amount, currency FROM status_events
            WHERE transaction_id = ANY($1::bigint[]) ORDER BY at DESC, id DESC`,
          values: [queries.map(({ obj }) => obj.number)]
        })
        return ofEach(queries, rows, event)
      }
    },
    refunds: {
      opts: { cache: false },
      async loader (queries) {
        const { rows } = await pool.query({
          name: 'refunds',
          text: `SELECT transaction_id, legacy_id, created_at, status, amount, currency FROM refunds
            WHERE merchant_id = $2 AND transaction_id = ANY($1::bigint[]) ORDER BY created_at DESC, id DESC`,
          values: [queries.map(({ obj }) => obj.number), merchant]
        })
        return ofEach(queries, rows, row => payment('refund', row))
      }
    }
  }
}

const app = Fastify()
app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization !== AUTHORIZATION) return reply.code(401).send()
})
app.register(mercurius, { schema, resolvers, loaders, jit: 1 })
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.on('SIGTERM', () => process.exit(0))
