/* What loading a repository consists of: settings, files, and the records, on all cores. */
#ifndef LOAD_H
#define LOAD_H

#include "repo.h"

/* Reads whet.yaml, which the source has found, and what it builds on into repo->workspace, makes its
 * severities the sink's, and adds the team's schemas to repo->shapes. */
void load_settings(struct repo *repo, struct sink *sink);

/* A file that settings come from: whet.yaml, the policy that it extends, the one that that extends. */
struct load_layer {
	struct yaml *yaml;	 /* its path is from the workspace's folder */
	const struct node *root; /* NULL where it holds nothing */
};
struct load_layers {
	struct load_layer *p;
	size_t n, cap;
};

/* Parses a file of settings. kind is what it has to begin with. */
struct yaml *load_settings_file(struct sink *sink, struct arena *a, struct str path,
    struct str bytes, const char *kind);

/* Reports keys of `rules` that are no rules. */
void load_check_rules(struct sink *sink, struct yaml *y, const struct node *root);

/* Adds the policies that whet.yaml, the only layer yet, builds on. */
void load_policies(struct load_layers *layers, struct repo *repo, struct sink *sink);

/* All settings that mean something as one mapping: of each key the first layer's, `rules` and `schemas`
 * by their keys. */
const struct node *load_merge(const struct load_layers *layers, struct arena *a);

/* Compiles the team's own schemas. */
void load_schemas(struct repo *repo, struct sink *sink, const struct load_layers *layers);

/* The workspace's folder as an absolute path with a slash at its end: on disk where there is a working
 * tree, else from the top of the repository. */
struct str load_folder(struct repo *repo);

/* Opens an imported workspace, which repo_free closes; NULL where it is not there. */
struct source *load_import(struct repo *repo, const struct workspace_import *import);

/* Sets repo->files: the workspace's own by path, then those of its imports. 0 or the exit status of
 * an error that has been said. */
int load_list(struct repo *repo, struct sink *sink);

/* Which files are parsed, where that is not all of them; arrays by file. */
struct load_choice {
	bool *wanted;
	struct str *bytes; /* of all files that could be read */
	int *errors;	   /* of reading */
};

/* Reads all files and chooses those that a report about the person of an id needs. Bytes live in
 * repo->workers. threaded: may they be read by several threads? */
void load_choose(struct load_choice *choice, struct repo *repo, struct str id, bool threaded);

/* Once links are known: tells what is beside the person of an id. Broken files that hold nothing about them
 * count as broken no longer. It makes no difference which records were loaded besides. */
void load_overlook(struct repo *repo, struct str id);

/* What is needed of a repository, where that is not all of it. */
struct load_need {
	struct str id; /* of the person or record that it is about; empty: everything is */
	uint32_t also; /* 1 << enum kind of records that are needed whatever they are about */
	bool by_words; /* where not everything is remembered, files are told by their words, see
			* load_choose; else all are loaded, and remembered from then on */
};

/* Reads, parses and validates repo->files and sets repo->records, in the order of files: those that are needed, or
 * all of them where that is nearly as quick. Findings about single files go to sink; those about imported ones are
 * left out. */
void load_records(struct repo *repo, struct sink *sink, const struct load_need *need);

#endif
