"""spoil.py BIN WORKSPACE: what is remembered of a workspace, changed in every way. Bytes that have come to harm
are not believed: the result stays that of a run without them. Those that were made to be believed are, where
they may be, and do no harm."""

import glob
import os
import struct
import subprocess
import sys

BIN, WORKSPACE = sys.argv[1:]
PATH = glob.glob(WORKSPACE + '/.git/whet/verdicts-*')[0]
WHOLE = open(PATH, 'rb').read()
MASK = (1 << 64) - 1
STEP = 61 if os.environ.get('SAN') else 5  # prime to 8, so that every bit is met
failed = False


def ok(passed, name):
    global failed
    failed |= not passed
    print(('' if passed else '# not ') + name, file=sys.stderr)


def run(tool, *args, **env):
    done = subprocess.run([BIN + '/whet-' + tool, '-C', WORKSPACE, *args], capture_output=True, env=env)
    return done.returncode, done.stdout, done.stderr


def leave(data):
    with open(PATH, 'wb') as file:
        file.write(data)


def summed(total, data):
    end = len(data) // 8 * 8
    for (word,) in struct.iter_unpack('=Q', data[:end]):
        total = (total ^ word) * 0x9e3779b97f4a7c15 & MASK
        total ^= total >> 29
    rest = 14695981039346656037
    for byte in data[end:]:
        rest = (rest ^ byte) * 1099511628211 & MASK
    return total ^ rest


def signed(data):
    """The same with the sum that belongs to it; the header is magic, key, sum, counts and a tree."""
    header = data[:16] + bytes(8) + data[24:56]
    return data[:16] + struct.pack('=Q', summed(summed(0, header), data[56:])) + data[24:]


def flipped(i, bits):
    return WHOLE[:i] + bytes([WHOLE[i] ^ bits]) + WHOLE[i + 1:]


TRUTH = run('check', '--no-cache')
ok(signed(WHOLE) == WHOLE, 'the sum is known')

wrong = [i for i in range(0, len(WHOLE), STEP) if leave(flipped(i, 1 << i % 8)) or run('check') != TRUTH]
ok(not wrong, 'each byte flipped: %s' % wrong)
lengths = [*range(0, len(WHOLE), 17 * STEP), len(WHOLE) - 1]
wrong = [n for n in lengths if leave(WHOLE[:n]) or run('check') != TRUTH]
ok(not wrong, 'cut off: %s' % wrong)
for data in WHOLE + b'x', b'\0' * 4096:
    leave(data)
    ok(run('check') == TRUTH, 'more than that, or something else')

wrong = []
for i in range(24, len(WHOLE), STEP):
    leave(signed(flipped(i, (1, 0x80, 0xff)[i % 3])))
    for args in ['ls'], ['review', 'ada', '--period', '2026-Q3']:
        status, _, err = run(*args)
        if status not in range(4) or b'Sanitizer' in err or b'runtime error' in err:
            wrong.append(i)
ok(not wrong, 'made to be believed: %s' % wrong)

FORGED = signed(WHOLE.replace(b'Fast', b'Fest'))
for env, args, seen in ({}, [], True), ({}, ['--no-cache'], False), ({'GIT_PREFIX': ''}, [], False), \
        ({'GIT_INDEX_FILE': '.git/index'}, [], False):
    leave(FORGED)
    ok((b'Fest' in run('ls', *args, **env)[1]) == seen, 'believed: %s %s' % (env, args))
leave(signed(WHOLE.replace(b'"typo" in goal', b'"tipo" in goal')))
ok(b'tipo' in run('check')[1], 'so are findings')
leave(WHOLE)
sys.exit(failed)
