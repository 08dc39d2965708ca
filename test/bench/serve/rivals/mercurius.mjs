/** Mercurius with graphql-jit over the hub's own schema; each operation is one SQL. Says its address. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import postgres from 'postgres';

const [, , databaseUrl, file] = process.argv;
const { schema, ranking, scoreboard, trend } = JSON.parse(readFileSync(file, 'utf8'));
const sql = postgres(databaseUrl, { max: 10 });
const one = async (statement, parameters) => {
  const rows = await sql.unsafe(statement, parameters, { prepare: true });
  return JSON.parse(rows[0].answer).data;
};

const app = Fastify();
app.register(mercurius, {
  schema,
  jit: 1,
  graphiql: false,
  resolvers: {
    Query: {
      assessment: async (_root, { indexSet, year, level }, _context, { variableValues }) =>
        (await one(ranking, [indexSet, year, level, variableValues.first])).assessment,
      scoreboard: async (_root, { indexSet, year, unit }) =>
        (await one(scoreboard, [indexSet, year, unit])).scoreboard,
      unit: async (_root, { code }, _context, { variableValues }) =>
        (await one(trend, [code, variableValues.indexSet])).unit,
    },
  },
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
