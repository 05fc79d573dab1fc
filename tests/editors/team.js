// Records of a team that an editor marks, and places where it helps.
'use strict';
const goal = 'kind: goal\nid: new\ntitle: New\nowner: ada\nperiod: 2026-Q3\n';

exports.wrong = [
	{
		what: 'a misspelt key is marked, and the one that is missing for it',
		file: 'goals/new.yaml',
		text: goal.replace('owner', 'ownr'),
		finds: ['1: Missing property "owner"', '4: Property ownr is not allowed'],
	},
	{
		what: 'a misspelt value',
		file: 'goals/new.yml',
		text: `${goal}commitment: comitted\n`,
		finds: ['6: Value is not accepted. Valid values: "committed", "aspirational", "learning"'],
	},
	{
		what: 'half a metric, in a folder further below',
		file: 'goals/2026/new.yaml',
		text: `${goal}key_results:\n  latency:\n    title: Latency\n    baseline: 480\n`,
		finds: ['8: Object is missing property target required by property baseline'],
	},
	{
		what: 'the second record of a file',
		file: 'plans/new.yaml',
		text: `${goal}---\nkind: plan\nowner: ada\nperiod: 2026-Q3\ncouch: cara\n`,
		finds: ['7: Missing property "focus"', '10: Property couch is not allowed'],
	},
	{
		what: 'a kind that there is not',
		file: 'feedback/new.yaml',
		text: 'kind: feedbck\n',
		finds: ['1: Value is not accepted. Valid values: "person", "team"'],
	},
	{
		what: 'settings',
		file: 'whet.yaml',
		text: 'kind: workspace\nversion: 1\ncadence_day: 14\n',
		finds: ['3: Property cadence_day is not allowed'],
	},
	{
		what: "the team's own schema",
		file: 'people/new.yaml',
		text: 'kind: person\nname: New\nx-site: berln\n',
		finds: ['3: Value is not accepted. Valid values: "berlin", "leeds"'],
	},
];

exports.typing = [
	{
		what: 'keys of a key result are offered, less those it has',
		file: 'goals/new.yaml',
		text: `${goal}key_results:\n  latency:\n    title: Latency\n    ^\n`,
		offers: 'baseline max milestones min owner target unit weight',
	},
	{
		what: 'values',
		file: 'goals/new.yaml',
		text: `${goal}commitment: ^\n`,
		offers: 'aspirational committed learning',
	},
	{
		what: "values of the team's own",
		file: 'people/new.yaml',
		text: 'kind: person\nname: New\nx-site: ^\n',
		offers: 'berlin leeds',
	},
	{
		what: 'a key is explained',
		file: 'goals/new.yaml',
		text: `${goal}commit^ment: learning\n`,
		explains: 'a stretch, where seven tenths is a success',
	},
	{
		what: 'a key further below',
		file: 'goals/new.yaml',
		text: `${goal}key_results:\n  latency: {title: Latency, base^line: 480, target: 300}\n`,
		explains: 'Metric: the figure at the start.',
	},
];
