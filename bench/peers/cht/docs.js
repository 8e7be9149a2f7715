// The facts of a woman as CHT documents: a contact, and one report for everything that was done, dated at noon.
'use strict';

const noon = day => new Date(`${day}T12:00:00`).getTime();

exports.documents = row => {
  const woman = `woman-${row.pregnancy}`;
  const contact = {
    _id: woman, type: 'person', name: woman, sex: 'female', date_of_birth: row.born_on, reported_date: noon(row.datings[0].on),
    parent: { _id: 'village' },
  };
  const reports = [];
  const add = (form, on, fields) => reports.push({
    _id: `${woman}-${reports.length}`, type: 'data_record', form, reported_date: noon(on), contact: { _id: 'worker' },
    fields: { patient_uuid: woman, ...fields },
  });

  row.datings.forEach(({ on, lmp, edd }, at) => add(at ? 'pregnancy_dating' : 'pregnancy', on, { lmp, edd }));
  const readings = new Map(row.pressure.map(one => [one.on, { systolic: one.systolic, diastolic: one.diastolic }]));
  for (const { on, kind } of row.contacts) {
    add({ 'antenatal-1': 'first_visit', antenatal: 'antenatal_visit' }[kind] || 'postnatal_visit', on, readings.get(on));
  }
  row.births.forEach(({ on }) => add('delivery', on));
  for (const { on, kind } of row.deaths) {
    if (kind === 'person') {
      contact.date_of_death = on;
    } else {
      add('loss', on);
    }
  }
  return { contact, reports };
};
