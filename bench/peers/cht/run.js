// Antenatal tasks by CHT for as many women as the time allows. `node run.js MODE FACTS.ndjson SECONDS OUT.ndjson`, in the folder of the
// compiled project. Making documents out of JSON and reading the answers back are not timed; some women beforehand warm the machine code.
//   harness    cht-conf-test-harness as its tests use it: clear, push one woman's documents, getTasks
//   village    the same with a hundred women at once, as a worker's phone would hold them
//   engine     CHT's rules engine with task documents, Maps in the place of PouchDB
//   emissions  only what the rules emit: no task documents, no states
'use strict';
const fs = require('node:fs');
const Harness = require('cht-conf-test-harness');
const ChtCore = require('cht-conf-test-harness/src/cht-core-factory');
const { documents } = require('./docs');
const { Memory } = require('./memory');

const [mode, facts, seconds, out] = process.argv.slice(2);
const NOW = new Date(`${process.env.ON}T12:00:00`).getTime();
const clock = process.hrtime.bigint.bind(process.hrtime); // before the harness stops the clock
const CHUNK = mode === 'harness' ? 1 : 100;
const WARM = mode === 'harness' ? 10 : 1;

const day = date => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

// A task document as [woman, step, CHT's state, due, shown from, shown until].
const task = doc => [
  doc.requester, doc.emission._id.split('~')[1], doc.state, doc.emission.dueDate, doc.emission.startDate, doc.emission.endDate,
];

function harnessed() {
  const harness = new Harness({ directory: __dirname });
  return {
    run: async women => {
      await harness.clear();
      harness.setNow(NOW);
      for (const { contact, reports } of women) {
        harness.pushMockedDoc(contact, ...reports);
      }
      await harness.getTasks();
    },
    answers: async () => (await harness.coreAdapter.fetchTaskDocs()).map(task),
  };
}

function settings() {
  const { tasks } = JSON.parse(fs.readFileSync('app_settings.json', 'utf8'));
  return {
    rules: tasks.rules, rulesAreDeclarative: tasks.isDeclarative, taskSchedules: tasks.schedules, targets: tasks.targets.items,
    enableTasks: true, enableTargets: true, contact: { _id: 'worker' }, user: { _id: 'org.couchdb.user:worker' }, monthStartDate: 1,
  };
}

async function engine() {
  stopTheClock();
  const memory = new Memory();
  const rules = ChtCore.get('4.11.0').RulesEngineCore(memory);
  await rules.initialize(settings());
  return {
    run: async women => {
      memory.clear();
      women.forEach(one => memory.hold(one));
      const ids = women.map(one => one.contact._id);
      await rules.updateEmissionsFor(ids);
      await rules.fetchTasksFor(ids);
    },
    answers: async () => [...memory.tasks.values()].map(task),
  };
}

function emissions() {
  const emitter = ChtCore.get('4.11.0').RulesEmitter;
  emitter.initialize(settings());
  let found;
  return {
    run: async women => {
      found = await emitter.getEmissionsFor(women.map(one => one.contact), women.flatMap(one => one.reports));
    },
    answers: async () => found.tasks.map(({ doc, _id, resolved, date, readyStart, readyEnd }) => {
      const shown = days => { const at = new Date(date); at.setDate(at.getDate() + days); return day(at); };
      return [doc.contact._id, _id.split('~')[1], resolved ? 'Completed' : '', day(date), shown(-readyStart), shown(readyEnd)];
    }),
  };
}

// The day of the run is not today. Only what asks for the present is changed: the harness' own fake clock would slow every date.
function stopTheClock() {
  const Real = Date;
  Real.now = () => NOW;
  global.Date = new Proxy(Real, { construct: (made, given) => (given.length ? new made(...given) : new made(NOW)) });
}

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
  const { run, answers } = await { harness: harnessed, village: harnessed, engine, emissions }[mode]();
  const file = fs.openSync(out, 'w');
  let warm = 0;
  for (const rows of women()) {
    await run(rows.map(documents));
    if (++warm === WARM) {
      break;
    }
  }

  let done = 0;
  let spent = 0;
  let cpu = 0;
  for (const rows of women()) {
    const ready = rows.map(documents);
    const before = process.cpuUsage();
    const started = clock();
    await run(ready);
    spent += Number(clock() - started);
    const used = process.cpuUsage(before);
    cpu += used.user + used.system;
    const theirs = new Map(ready.map(one => [one.contact._id, []]));
    for (const [woman, ...rest] of await answers()) {
      theirs.get(woman).push(rest);
    }
    for (const [woman, tasks] of theirs) {
      fs.writeSync(file, `${JSON.stringify({ pregnancy: Number(woman.split('-')[1]), tasks })}\n`);
    }
    done += ready.length;
    if (spent >= seconds * 1e9) {
      break;
    }
  }
  console.log(JSON.stringify({ women: done, seconds: spent / 1e9, cpu: cpu / 1e6 }));
}

main();
