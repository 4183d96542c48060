// Reverses payments in three transactions: reserve, send, record. Statements are prepared and sent one by one.
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'

const { DATABASE_URL, POOL_SIZE, AUTHORIZATION, PORT } = process.env

const schema = `
  type MonetaryAmount { value: String! currencyCode: String! }
  type Transaction { id: ID! status: String! amount: MonetaryAmount! }
  type Refund { id: ID! status: String! amount: MonetaryAmount! }
  union Reversal = Transaction | Refund
  input ReverseTransactionInput { transactionId: ID! }
  type ReverseTransactionPayload { reversal: Reversal }
  type Query { ping: String }
  type Mutation { reverseTransaction(input: ReverseTransactionInput!): ReverseTransactionPayload }
`

const VOIDABLE = new Set(['AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT'])
const REFUNDABLE = new Set(['SETTLING', 'SETTLED'])

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE) })

const statements = {
  lock: 'SELECT id, status, currency, amount, reserved FROM peer.transactions WHERE id = $1 FOR UPDATE',
  refund: `INSERT INTO peer.refunds (transaction_id, currency, amount, status)
    VALUES ($1, $2, $3, 'AUTHORIZING') RETURNING id`,
  reserve: 'UPDATE peer.transactions SET reserved = reserved + $2 WHERE id = $1',
  attempt: `INSERT INTO peer.attempts (transaction_id, refund_id, kind, key, amount, state)
    VALUES ($1, $2, $3, $4, $5, 'RUNNING') RETURNING id`,
  event: 'INSERT INTO peer.events (transaction_id, refund_id, status) VALUES ($1, $2, $3)',
  journal: 'INSERT INTO peer.journal (key, kind, transaction, amount) VALUES ($1, $2, $3, $4)',
  finish: "UPDATE peer.attempts SET state = 'SUCCEEDED', finished_at = now() WHERE id = $1 AND state = 'RUNNING'",
  refunded: 'UPDATE peer.refunds SET status = $2 WHERE id = $1',
  voided: 'UPDATE peer.transactions SET status = $2 WHERE id = $1'
}

function run (client, name, ...values) {
  return client.query({ name, text: statements[name], values })
}

async function inTransaction (work) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

function reserve (id) {
  return inTransaction(async client => {
    const { rows: [transaction] } = await run(client, 'lock', id)
    if (!transaction) throw new Error('no such transaction')
    const key = randomUUID()
    if (VOIDABLE.has(transaction.status)) {
      const { rows: [attempt] } = await run(client, 'attempt', id, null, 'void', key, transaction.amount)
      return { kind: 'void', key, attempt: attempt.id, transaction, amount: transaction.amount }
    }
    const amount = BigInt(transaction.amount) - BigInt(transaction.reserved)
    if (!REFUNDABLE.has(transaction.status) || amount <= 0n) throw new Error('nothing to reverse')
    const { rows: [refund] } = await run(client, 'refund', id, transaction.currency, amount)
    await run(client, 'reserve', id, amount)
    const { rows: [attempt] } = await run(client, 'attempt', id, refund.id, 'refund', key, amount)
    await run(client, 'event', id, refund.id, 'AUTHORIZING')
    return { kind: 'refund', key, attempt: attempt.id, transaction, refund: refund.id, amount }
  })
}

function send ({ kind, key, transaction, amount }) {
  return run(pool, 'journal', key, kind, transaction.id, amount)
}

function record ({ kind, attempt, transaction, refund }) {
  return inTransaction(async client => {
    await run(client, 'finish', attempt)
    const status = kind === 'void' ? 'VOIDED' : 'SUBMITTED_FOR_SETTLEMENT'
    if (kind === 'void') await run(client, 'voided', transaction.id, status)
    else await run(client, 'refunded', refund, status)
    await run(client, 'event', transaction.id, refund ?? null, status)
    return status
  })
}

const resolvers = {
  Query: { ping: () => 'pong' },
  Reversal: { resolveType: value => value.type },
  Mutation: {
    async reverseTransaction (_, { input }) {
      const reserved = await reserve(input.transactionId)
      await send(reserved)
      const status = await record(reserved)
      const { kind, transaction, refund, amount } = reserved
      const value = `${BigInt(amount) / 100n}.${String(BigInt(amount) % 100n).padStart(2, '0')}`
      const type = kind === 'void' ? 'Transaction' : 'Refund'
      return { reversal: { type, id: refund ?? transaction.id, status, amount: { value, currencyCode: transaction.currency } } }
    }
  }
}

const app = Fastify()
app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization !== AUTHORIZATION) return reply.code(401).send()
})
app.register(mercurius, { schema, resolvers, jit: 1 })
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.on('SIGTERM', () => process.exit(0))
