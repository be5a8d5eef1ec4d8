"""Pictures as liaisons send them, made by chance: hard to tell from one another, and copies that are hard to know again.

A family is what one event gives: the same hall, the same form, the same view. Its members differ by what happened in
it: people who moved, another name on a certificate, another moment of the same scene.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw

SIZE = (960, 720)
SKIN = ((224, 182, 150), (198, 150, 120), (240, 205, 175))


def textured(chance: random.Random, roughness: float) -> Image.Image:
    """Clouds, grass, walls: noise of several sizes laid over one another."""
    half = (SIZE[0] // 2, SIZE[1] // 2)
    made = Image.new("L", half, 128)
    share = 0.5
    for scale in (8, 16, 32, 96):
        small = (scale, scale * 3 // 4)
        noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(
            half, Image.Resampling.BICUBIC
        )
        made = Image.blend(made, noise, share)
        share *= roughness
    return made.resize(SIZE, Image.Resampling.BILINEAR)


def _tinted(gray: Image.Image, dark: tuple[int, ...], light: tuple[int, ...]) -> Image.Image:
    shades = [bytes(dark[c] + (light[c] - dark[c]) * v // 255 for v in range(256)) for c in range(3)]
    return Image.merge("RGB", [gray.point(list(shade)) for shade in shades])


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def _person(draw: ImageDraw.ImageDraw, chance: random.Random, at: tuple[float, float], tall: float) -> None:
    """Somebody: a head with hair, shoulders in some colour."""
    x, y = at
    draw.ellipse((x - tall * 0.9, y + tall * 0.7, x + tall * 0.9, y + tall * 3.2), fill=_colour(chance))
    draw.ellipse((x - tall / 2, y - tall / 2, x + tall / 2, y + tall * 0.75), fill=chance.choice(SKIN))
    draw.pieslice((x - tall / 2, y - tall * 0.6, x + tall / 2, y + tall * 0.5), 180, 360, fill=(30, 25, 22))
    for eye in (-0.2, 0.2):
        draw.ellipse((x + eye * tall - 2, y, x + eye * tall + 2, y + 4), fill=(20, 20, 20))


def _signs(
    draw: ImageDraw.ImageDraw, chance: random.Random, box: tuple[float, float, float, float], count: int
) -> None:
    """A line of signs: strokes within squares, as characters look from afar."""
    left, top, right, bottom = box
    wide = (right - left) / count
    for number in range(count):
        x = left + number * wide
        for _ in range(6):
            ends = [(x + chance.uniform(0.1, 0.8) * wide, chance.uniform(top, bottom)) for _ in range(2)]
            draw.line([*ends[0], *ends[1]], fill=(250, 240, 200), width=max(2, int(wide / 9)))


def landscape(family: random.Random, member: random.Random) -> Image.Image:
    """The same view at another moment: other clouds, other people, the camera held a little differently."""
    ground = _tinted(textured(family, 0.6), (40, 70, 20), (150, 170, 90))
    sky = _tinted(textured(member, 0.3), (90, 130, 190), (235, 240, 250))
    line = int(SIZE[1] * family.uniform(0.3, 0.6))
    made = ground.copy()
    made.paste(sky.crop((0, 0, SIZE[0], line)), (0, 0))
    draw = ImageDraw.Draw(made)
    for _ in range(family.randrange(2, 6)):
        x, high = family.randrange(SIZE[0]), family.randrange(40, 200)
        draw.rectangle((x, line - high, x + family.randrange(40, 160), line), fill=_colour(family))
    for _ in range(member.randrange(3, 9)):
        _person(draw, member, (member.randrange(SIZE[0]), line + member.randrange(20, 200)), member.randrange(12, 30))
    return _held(made, member)


def crowd(family: random.Random, member: random.Random) -> Image.Image:
    """A hall full of faces: the same rows of seats, other faces in them."""
    made = _tinted(textured(family, 0.4), (60, 50, 45), (190, 170, 150))
    draw = ImageDraw.Draw(made)
    rows, seats = family.randrange(4, 8), family.randrange(6, 13)
    for row in range(rows):
        for seat in range(seats):
            x = (seat + 0.5) * SIZE[0] / seats + member.uniform(-8, 8)
            y = SIZE[1] * (0.25 + 0.75 * row / rows) + member.uniform(-8, 8)
            _person(draw, member, (x, y), SIZE[0] / seats / 3)
    return _held(made, member)


def banner(family: random.Random, member: random.Random) -> Image.Image:
    """People in a row under a red banner: the same banner, other people; or other words on it."""
    made = _tinted(textured(family, 0.5), (120, 110, 100), (215, 210, 200))
    draw = ImageDraw.Draw(made)
    draw.rectangle((60, 90, 900, 190), fill=(190, 20, 25))
    words = family if member.random() < 0.7 else member
    _signs(draw, words, (90, 105, 870, 175), 16)
    people = family.randrange(8, 16)
    for number in range(people):
        _person(draw, member, (90 + number * 780 / people, 360 + member.uniform(-10, 10)), 780 / people / 2.2)
    return _held(made, member)


def room(family: random.Random, member: random.Random) -> Image.Image:
    """The same meeting room from a stand, a few minutes later: one or two people sit differently."""
    made = _tinted(textured(family, 0.3), (150, 140, 125), (230, 225, 215))
    draw = ImageDraw.Draw(made)
    draw.polygon([(200, 720), (760, 720), (600, 330), (360, 330)], fill=(120, 80, 50))
    draw.rectangle((340, 80, 620, 250), fill=(225, 235, 245))
    _signs(draw, family if member.random() < 0.5 else member, (360, 120, 600, 160), 8)
    moved = set(member.sample(range(10), 2))
    for seat in range(10):
        stayed = random.Random(family.random())
        who = member if seat in moved else stayed
        side, row = seat % 2, seat // 2
        x = (330 - row * 28 if side else 630 + row * 28) + (member.uniform(-30, 30) if seat in moved else 0)
        _person(draw, who, (x, 320 + row * 70), 24 + row * 7)
    return made


def certificate(family: random.Random, member: random.Random) -> Image.Image:
    """A printed form with another name in it, photographed flat: all else is the same to the dot."""
    made = _tinted(textured(family, 0.2), (225, 215, 190), (250, 245, 230))
    draw = ImageDraw.Draw(made)
    draw.rectangle((40, 40, 920, 680), outline=(180, 30, 30), width=14)
    for row in range(5):
        for number in range(20):
            x, y = 110 + number * 37, 330 + row * 48
            for _ in range(4):
                ends = [(x + family.uniform(0, 28), y + family.uniform(0, 28)) for _ in range(2)]
                draw.line([*ends[0], *ends[1]], fill=(40, 40, 45), width=3)
    for number in range(3):
        x, y = 110 + number * 60, 250
        for _ in range(7):
            ends = [(x + member.uniform(0, 48), y + member.uniform(0, 48)) for _ in range(2)]
            draw.line([*ends[0], *ends[1]], fill=(20, 20, 25), width=5)
    return made


def _held(made: Image.Image, member: random.Random) -> Image.Image:
    """The camera was held by hand: shifted and turned a little, so that no two are framed alike."""
    turned = made.rotate(member.uniform(-1.5, 1.5), Image.Resampling.BILINEAR, expand=False)
    x, y = member.randrange(20, 60), member.randrange(15, 45)
    return turned.crop((x, y, SIZE[0] - 80 + x, SIZE[1] - 60 + y))


KINDS: tuple[Callable[[random.Random, random.Random], Image.Image], ...] = (landscape, crowd, banner, room, certificate)


def picture(kind: int, family: int, member: int) -> Image.Image:
    """One picture of a family, always the same for the same numbers, with the grain of a camera."""
    made = KINDS[kind](random.Random(f"{kind}/{family}"), random.Random(f"{kind}/{family}/{member}"))
    half = (made.width // 2, made.height // 2)
    grain = Image.effect_noise(half, 12).resize(made.size, Image.Resampling.BILINEAR)
    return ImageChops.add(made, Image.merge("RGB", [grain] * 3), 1, -128)
