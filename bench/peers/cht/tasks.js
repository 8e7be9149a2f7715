// The antenatal protocol and the blood-pressure alerts of Wanhu as a CHT configuration: one task for each step, from the registration of a
// pregnancy. A step that nobody may be reminded of any more (released) is simply not emitted: CHT has no state for it.
const OPEN_ENDED = 3650;
const ENDINGS = ['delivery', 'loss'];

const dateOf = text => new Date(`${text}T00:00:00`);
const dayOf = report => new Date(report.reported_date).setHours(0, 0, 0, 0);
const plus = (date, days) => Utils.addDate(date, days);

// What the steps of one woman have in common. The bundle runs anew for every contact, so this is worked out once for each of them.
let known;
function about(c) {
  known = known || gather(c);
  return known;
}

function gather(c) {
  const newest = field => c.reports.filter(one => one.fields[field]).at(-1)?.fields[field]; // CHT sorts reports by their date
  const edd = newest('edd');
  const lmp = newest('lmp');
  const delivery = c.reports.filter(one => one.form === 'delivery').at(-1);
  const reading = c.reports.filter(one => one.fields.systolic).at(-1);
  return {
    lmp: edd ? plus(dateOf(edd), -280) : lmp && dateOf(lmp),
    delivery,
    over: !!c.contact.date_of_death || c.reports.some(one => ENDINGS.includes(one.form)),
    checks: c.reports.filter(one => one.form === 'antenatal_visit').map(dayOf),
    first: c.reports.some(one => ['antenatal_visit', 'first_visit'].includes(one.form)),
    reading,
    systolic: reading?.fields.systolic,
    diastolic: reading?.fields.diastolic,
  };
}

const windowed = (opens, closes) => c => {
  const from = plus(about(c).lmp, opens).getTime();
  const to = plus(about(c).lmp, closes).getTime();
  return about(c).checks.some(day => day >= from && day <= to);
};

// Step, title, days of gestation on which it opens, is due and closes, and what has it done.
const STEPS = [
  ['antenatal-1', 'Registration and first antenatal check', 35, 90, null, c => about(c).first],
  ['antenatal-2', 'Second antenatal contact (16-20 weeks)', 112, 146, 146, windowed(112, 146)],
  ['antenatal-3', 'Third antenatal contact (21-24 weeks)', 147, 174, 174, windowed(147, 174)],
  ['antenatal-4', 'Fourth antenatal contact (28-36 weeks)', 196, 258, 258, windowed(196, 258)],
  ['antenatal-5', 'Fifth antenatal contact (37-40 weeks)', 259, 286, 286, windowed(259, 286)],
  ['outcome', 'Ask how the pregnancy ended', 287, 294, null, c => !!about(c).delivery],
];

const planned = STEPS.map(([name, title, opens, due, closes, done]) => ({
  name,
  title,
  icon: 'pregnancy',
  appliesTo: 'reports',
  appliesToType: ['pregnancy'],
  appliesIf: c => !!about(c).lmp && (!about(c).over || done(c)),
  resolvedIf: c => done(c),
  actions: [{ form: 'antenatal_visit' }],
  events: [{
    id: name,
    dueDate: (event, c) => plus(about(c).lmp, due),
    start: due - opens,
    end: closes === null ? OPEN_ENDED : closes - due,
  }],
}));

const dating = {
  name: 'dating',
  title: 'Establish the expected date of delivery',
  icon: 'pregnancy',
  appliesTo: 'reports',
  appliesToType: ['pregnancy'],
  appliesIf: c => !about(c).over || !!about(c).lmp,
  resolvedIf: c => !!about(c).lmp,
  actions: [{ form: 'pregnancy_dating' }],
  events: [{ id: 'dating', dueDate: (event, c, r) => plus(new Date(r.reported_date), 14), start: 14, end: OPEN_ENDED }],
};

const severe = c => about(c).systolic >= 160 || about(c).diastolic >= 110;
const raised = c => about(c).systolic >= 140 || about(c).diastolic >= 90;

const alert = (name, title, applies) => ({
  name,
  title,
  icon: 'pregnancy',
  appliesTo: 'reports',
  appliesToType: ['pregnancy'],
  appliesIf: c => !!about(c).reading && !about(c).over && applies(c),
  resolvedIf: () => false,
  actions: [{ form: 'antenatal_visit' }],
  events: [{ id: name, dueDate: (event, c) => new Date(dayOf(about(c).reading)), start: 0, end: OPEN_ENDED }],
});

module.exports = [
  ...planned,
  dating,
  alert('severe-hypertension', 'Blood pressure of 160/110 or more', severe),
  alert('hypertension', 'Blood pressure of 140/90 or more', c => raised(c) && !severe(c)),
];
