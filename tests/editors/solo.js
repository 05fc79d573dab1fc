// Records of one person, in whatever folder.
'use strict';

exports.wrong = [
	{
		what: 'a record at the top',
		file: 'new.yaml',
		text: 'kind: journal\nowner: noor\ndate: 2026-10-01\ntitel: New\n',
		finds: ['1: Missing property "title"', '4: Property titel is not allowed'],
	},
	{
		what: 'settings, once',
		file: 'whet.yaml',
		text: 'kind: workspace\nversion: 1\nreadres: self\n',
		finds: ['3: Property readres is not allowed'],
	},
];

exports.typing = [
	{
		what: 'settings are offered',
		file: 'whet.yaml',
		text: 'kind: workspace\nversion: 1\nreaders: ^\n',
		offers: 'organisation pair self team',
	},
];
