// A small client of the language server protocol: yaml-language-server with the settings that whet-init
// writes, on files that are right, on some that are wrong, and at places where somebody types.
// client.js NODE_MODULES CASES FOLDER: prints TAP lines for the workspace in FOLDER, by CASES, a module.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const [modules, cases, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const settings = JSON.parse(fs.readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8'));
const yaml = { schemas: settings['yaml.schemas'], schemaStore: { enable: false } };

const server = spawn(
	process.execPath,
	[path.join(modules, 'yaml-language-server/bin/yaml-language-server'), '--stdio'],
	{ stdio: ['pipe', 'pipe', 'inherit'] },
);
const answers = new Map(); // by id of the request: who waits for it
const watchers = new Map(); // by URI: who waits for its diagnostics
let ids = 0;
let versions = 0; // the server takes a file of the same version for the same
let tests = 0;

function send(message) {
	const body = JSON.stringify({ jsonrpc: '2.0', ...message });
	server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function request(method, params) {
	return new Promise((resolve, reject) => {
		answers.set(++ids, { resolve, reject });
		send({ id: ids, method, params });
	});
}

// The server asks for settings by section: of ours there are those of "yaml".
function answer(message) {
	const { items = [] } = message.params || {};
	const result = message.method === 'workspace/configuration'
		? items.map((item) => (item.section === 'yaml' ? yaml : null))
		: null;

	send({ id: message.id, result });
}

function receive(message) {
	if (message.method && message.id !== undefined) {
		answer(message);
	} else if (message.method === 'textDocument/publishDiagnostics') {
		watchers.get(message.params.uri)?.(message.params.diagnostics);
	} else if (answers.has(message.id)) {
		const { resolve, reject } = answers.get(message.id);

		answers.delete(message.id);
		if (message.error)
			reject(new Error(message.error.message));
		else
			resolve(message.result);
	}
}

let buffer = Buffer.alloc(0);
server.stdout.on('data', (data) => {
	buffer = Buffer.concat([buffer, data]);
	for (;;) {
		const head = buffer.indexOf('\r\n\r\n');
		const length = head < 0 ? 0 : Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head))[1]);
		const end = head + 4 + length;

		if (head < 0 || buffer.length < end)
			return;
		const body = buffer.subarray(head + 4, end);
		buffer = buffer.subarray(end);
		receive(JSON.parse(body));
	}
});

function uriOf(file) {
	return pathToFileURL(path.join(folder, file)).href;
}

// Tells the server something about a file, and gives the diagnostics that follow.
function tell(method, textDocument, awaited) {
	return new Promise((resolve) => {
		watchers.set(textDocument.uri, (found) => (found.length || !awaited) && resolve(found));
		send({ method, params: { textDocument } });
	});
}

// Opens a file with a text and gives what is wrong with it, as "LINE: MESSAGE". Where something should be,
// no diagnostics count as not yet: the server may not have its settings.
async function open(file, text, awaited) {
	const document = { uri: uriOf(file), languageId: 'yaml', version: ++versions, text };
	const diagnostics = await tell('textDocument/didOpen', document, awaited);

	return diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`).sort();
}

function close(file) {
	return tell('textDocument/didClose', { uri: uriOf(file) });
}

function ok(holds, what, found) {
	console.log(`${holds ? 'ok' : 'not ok'} ${++tests} - ${path.basename(folder)}: ${what}`);
	if (!holds)
		console.log(`# ${JSON.stringify(found)}`);
}

// As many diagnostics as expected, each with its line and words.
async function checkWrong({ what, file, text, finds }) {
	const found = await open(file, text, true);
	const holds = found.length === finds.length && finds.every((find) => found.some((line) => line.includes(find)));

	ok(holds, what, found);
	await close(file);
}

// What the server says where the text has a "^", which is left out.
async function checkTyping({ what, file, text, offers, explains }) {
	const before = text.split('^')[0].split('\n');
	const at = {
		textDocument: { uri: uriOf(file) },
		position: { line: before.length - 1, character: before.at(-1).length },
	};

	await open(file, text.replace('^', ''));
	if (offers) {
		const { items } = await request('textDocument/completion', at);
		const labels = items.map((item) => item.label).sort();

		ok(labels.join(' ') === offers, what, labels);
	} else {
		const hover = await request('textDocument/hover', at);

		ok(hover?.contents.value.includes(explains), what, hover);
	}
	await close(file);
}

function yamlFiles(below = '') {
	return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(below, entry.name);

		if (entry.isDirectory())
			return yamlFiles(file);
		return /\.ya?ml$/.test(file) ? [file] : [];
	});
}

async function checkRight() {
	const files = yamlFiles();
	const found = await Promise.all(files.map(async (file) => {
		const text = fs.readFileSync(path.join(folder, file), 'utf8');

		return (await open(file, text)).map((line) => `${file}:${line}`);
	}));

	ok(files.length > 0 && !found.flat().length, `nothing is wrong in ${files.length} files`, found.flat());
}

async function main() {
	const { wrong, typing } = require(cases);
	const root = pathToFileURL(folder).href;

	await request('initialize', {
		processId: process.pid,
		rootUri: root,
		workspaceFolders: [{ uri: root, name: path.basename(folder) }],
		capabilities: { workspace: { configuration: true }, textDocument: {} },
	});
	send({ method: 'initialized', params: {} });
	for (const one of wrong)
		await checkWrong(one);
	for (const one of typing)
		await checkTyping(one);
	await checkRight();
	await request('shutdown');
	send({ method: 'exit' });
}

main().catch((error) => {
	ok(false, 'the server answers', error.message);
	server.kill();
});
