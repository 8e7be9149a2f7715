// The facts of a woman as a bundle of FHIR R4 resources for cql-exec-fhir, one bundle a woman.
'use strict';
const fhir = require('cql-exec-fhir');

const LOINC = 'urn:oid:2.16.840.1.113883.6.1';
const WANHU = 'urn:wanhu:codes';
const coded = (system, code) => ({ coding: [{ system, code }] });

function bundle(row) {
  const id = String(row.pregnancy);
  const subject = { reference: `Patient/${id}` };
  const patient = { resourceType: 'Patient', id, gender: 'female', birthDate: row.born_on };
  const resources = [patient];
  const add = (resourceType, values) => resources.push({ resourceType, id: `${id}-${resources.length}`, subject, ...values });
  const observed = (code, on, values) => add('Observation', {
    status: 'final', code: coded(LOINC, code), effectiveDateTime: on, ...values,
  });

  add('EpisodeOfCare', { status: 'active', patient: subject, period: { start: row.datings[0].on } });
  for (const one of row.datings) {
    if (one.lmp) {
      observed('8665-2', one.on, { valueDateTime: one.lmp });
    }
    if (one.edd) {
      observed('11778-8', one.on, { valueDateTime: one.edd });
    }
  }
  for (const one of row.contacts) {
    add('Encounter', { status: 'finished', type: [coded(WANHU, one.kind)], period: { start: one.on, end: one.on } });
  }
  for (const one of row.pressure) {
    observed('85354-9', one.on, {
      component: [['8480-6', one.systolic], ['8462-4', one.diastolic]].map(([code, value]) => ({
        code: coded(LOINC, code), valueQuantity: { value, unit: 'mmHg' },
      })),
    });
  }
  for (const one of row.births) {
    add('Procedure', { status: 'completed', code: coded(WANHU, 'birth'), performedDateTime: one.on });
  }
  for (const one of row.deaths) {
    if (one.kind === 'person') {
      patient.deceasedDateTime = one.on;
    } else {
      add('Condition', { code: coded(WANHU, 'loss'), onsetDateTime: one.on });
    }
  }
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map(resource => ({ resource })) };
}

const model = fhir.PatientSource.FHIRv401(); // read once: its description of FHIR is 800 kB of XML

exports.prepare = bundle;
exports.source = bundles => {
  model.reset();
  model.loadBundles(bundles);
  return model;
};
