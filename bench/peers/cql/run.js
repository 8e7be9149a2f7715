// Antenatal plans by cql-execution for as many women as the time allows. `node run.js plain|fhir ELM.json FACTS.ndjson SECONDS OUT.ndjson`
// Making the engine's records out of JSON, and writing the answers, are not timed; a hundred women beforehand warm the machine code.
'use strict';
const fs = require('node:fs');
const cql = require('cql-execution');

const [model, elm, facts, seconds, out] = process.argv.slice(2);
const { prepare, source } = require(`./${model}_source.js`);
const ON = process.env.ON.split('-').map(Number);
const CHUNK = 100;

const plain = date => (date ? date.toString().slice(0, 10) : null);

// The facts, so many women at a time. The file stays outside the heap, where it does not slow the collector.
function* women() {
  const held = fs.readFileSync(facts);
  for (let at = 0; at < held.length;) {
    const rows = [];
    while (rows.length < CHUNK && at < held.length) {
      const end = held.indexOf(10, at);
      rows.push(JSON.parse(held.toString('utf8', at, end)));
      at = end + 1;
    }
    yield rows;
  }
}

async function main() {
  const library = new cql.Library(JSON.parse(fs.readFileSync(elm, 'utf8')));
  const executor = new cql.Executor(library, undefined, { On: new cql.Date(...ON) });
  const answers = fs.openSync(out, 'w');
  let done = 0;
  let spent = 0;
  let cpu = 0;

  for (const rows of women()) {
    if (done === 0) {
      await executor.exec_expression('Result', source(rows.map(prepare)));
    }
    const ready = source(rows.map(prepare));
    const before = process.cpuUsage();
    const started = process.hrtime.bigint();
    const results = await executor.exec_expression('Result', ready);
    spent += Number(process.hrtime.bigint() - started);
    const used = process.cpuUsage(before);
    cpu += used.user + used.system;
    done += rows.length;
    for (const [id, { Result }] of Object.entries(results.patientResults)) {
      const steps = Result.steps.map(({ step, state, opens, due, closes, done }) => (
        [step, state, plain(opens), plain(due), plain(closes), plain(done)]
      ));
      fs.writeSync(answers, `${JSON.stringify({ pregnancy: Number(id), steps, alert: Result.alert })}\n`);
    }
    if (spent >= seconds * 1e9) {
      break;
    }
  }
  console.log(JSON.stringify({ women: done, seconds: spent / 1e9, cpu: cpu / 1e6 }));
}

main();
