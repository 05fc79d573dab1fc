// What ajv, in strict mode, says of documents by the schemas that whet-check prints.
// verdicts.js NODE_MODULES SCHEMAS DOCUMENTS: SCHEMAS is a folder of KIND.json, DOCUMENTS a file with an array
// of [kind, document]. Prints an array of [is it valid by its kind's, is it by that of any kind].
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, schemas, documents] = process.argv.slice(2);
const Ajv = require(path.join(modules, 'ajv/dist/2020'));
const formats = require(path.join(modules, 'ajv-formats'));

function read(file) {
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function compile(kind) {
	const ajv = new Ajv({ strict: true, code: { optimize: false } });

	formats(ajv);
	return ajv.compile(read(path.join(schemas, `${kind}.json`)));
}

const validators = Object.fromEntries(
	fs.readdirSync(schemas).map((name) => path.parse(name).name).map((kind) => [kind, compile(kind)]),
);
const verdicts = read(documents).map(([kind, document]) => [kind, 'record'].map((name) => validators[name](document)));

console.log(JSON.stringify(verdicts));
