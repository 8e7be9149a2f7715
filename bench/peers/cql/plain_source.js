// The facts of a woman as the engine's records, with dates and numbers already made: nothing is parsed or wrapped while rules run.
'use strict';
const { Date: CivilDate } = require('cql-execution');

const ANY = '{urn:hl7-org:elm-types:r1}Any';
const MODEL = 'urn:wanhu:antenatal';
const DATES = ['on', 'lmp', 'edd'];

class Fact {
  constructor(kind, values) {
    Object.assign(this, values);
    Object.defineProperty(this, 'model', { value: `{${MODEL}}${kind}` });
  }

  get(field) { return this[field]; }

  _typeHierarchy() { return [this.model, ANY].map(name => ({ name, type: 'NamedTypeSpecifier' })); }

  _is(wanted) { return wanted.name === this.model || wanted.name === ANY; }
}

class Woman extends Fact {
  constructor(row) {
    super('Patient', { id: String(row.pregnancy), bornOn: CivilDate.parse(row.born_on) });
    const made = (kind, rows) => rows.map(one => new Fact(kind, typed(one)));
    const facts = {
      Dating: made('Dating', row.datings),
      Contact: made('Contact', row.contacts),
      Pressure: made('Pressure', row.pressure),
      Birth: made('Birth', row.births),
      Death: made('Death', row.deaths),
    };
    Object.defineProperty(this, 'facts', { value: facts });
  }

  getId() { return this.id; }

  findRecords(profile) {
    const kind = profile && profile.replace(`{${MODEL}}`, '');
    return kind === 'Patient' ? [this] : this.facts[kind] || [];
  }
}

function typed(row) {
  const values = { ...row };
  for (const name of DATES) {
    if (values[name]) {
      values[name] = CivilDate.parse(values[name]);
    }
  }
  return values;
}

class Women {
  constructor(women) {
    this.women = women;
    this.at = 0;
  }

  currentPatient() { return this.women[this.at]; }

  nextPatient() {
    this.at += 1;
    return this.currentPatient();
  }
}

exports.prepare = row => new Woman(row);
exports.source = women => new Women(women);
