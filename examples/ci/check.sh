#!/bin/sh
# check.sh [BASE]: the step of a pipeline on any host; its exit status accepts or rejects. With BASE, the
# branch that the work is to be merged into, only what the work changes or breaks counts; without it, all
# records do. The clone must reach back to where the work began. Writes junit.xml, which most hosts show.
exec whet-check ${1:+"--changed=$1"} --report junit=junit.xml
