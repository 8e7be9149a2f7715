// CQL to ELM with the reference translator (npm @cqframework/cql). `node translate.mjs plain|fhir OUT.json`; fails on any error of the text.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import {
  CqlCompilerOptions, CqlTranslator, LibraryManager, ModelManager, createModelInfoProvider, createUcumService, stringAsSource,
} from '@cqframework/cql/cql-to-elm';

const [model, out] = process.argv.slice(2);
const here = name => fs.readFileSync(new URL(name, import.meta.url), 'utf8');
const fhir = path.join(path.dirname(createRequire(import.meta.url).resolve('cql-exec-fhir')), 'modelInfos', 'fhir-modelinfo-4.0.1.xml');
const models = {
  System: () => here('system_model.xml'),
  Antenatal: () => here('plain_model.xml'),
  FHIR: () => fs.readFileSync(fhir, 'utf8'),
};

const manager = new ModelManager();
manager.modelInfoLoader.registerModelInfoProvider(
  createModelInfoProvider(name => (models[name] ? stringAsSource(models[name]()) : null)),
);
const text = here(`facts_${model}.cql`) + here('antenatal.cql');
// Without annotations the ELM has no localId, and the engine keeps no result for every node: a little faster for it.
const options = new CqlCompilerOptions().withOptions([]).withValidateUnits(false);
const none = () => { throw new Error('no unit but days is used here'); };
const units = createUcumService(none, () => null, none, none);
const translated = CqlTranslator.fromText(text, new LibraryManager(manager, options, undefined, units));
const wrong = [...translated.errors.asJsReadonlyArrayView()];
if (wrong.length) {
  throw new Error(wrong.map(one => one.message).join('\n'));
}
fs.writeFileSync(out, translated.toJson());
