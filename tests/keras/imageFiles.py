"""Writes golden/imageFiles.json: small image files of every kind that Keras reads, and what load_img makes of each.

    python tests/keras/imageFiles.py        (keras 3.15.1, pillow 12.3.0)

Each case has its name, its file in base64, its size, and its pixels in base64: bytes, red, green and blue, row by row.
A file that load_img refuses has no pixels.
"""

import base64
import io
import json
import pathlib
import struct
import zlib

import formula
import keras
import numpy as np
from PIL import Image, ImageFile

WIDTH, HEIGHT = 13, 9
cases = []


def noise(channels, width=WIDTH, height=HEIGHT, seed=0):
    count = width * height * channels
    values = (formula.fractions(9000 + seed * 100 + channels, count) * 256).astype(np.uint8)
    return values.reshape(height, width, channels) if channels > 1 else values.reshape(height, width)


def below(count):
    """Bytes from 0 to count − 1."""
    return (noise(1).astype(int) % count).astype(np.uint8)


def smooth(width, height, channels=3):
    row, column, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    return (127.5 + 127 * np.sin(0.31 * row + channel) * np.cos(0.23 * column - channel)).astype(np.uint8)


def case(name, file):
    try:
        image = keras.utils.load_img(io.BytesIO(file))
        pixels = np.asarray(image).tobytes()
    except Exception as error:  # Pillow has many kinds.
        print(f"{name}: {type(error).__name__} {error}")
        cases.append({"name": name, "file": base64.b64encode(file).decode()})
        return
    text = base64.b64encode(pixels).decode()
    size = {"width": image.width, "height": image.height}
    cases.append({"name": name, "file": base64.b64encode(file).decode(), **size, "pixels": text})


def saved(pixels, format, mode=None, **options):
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels, mode)
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


# PNG ------------------------------------------------------------------------------------------------------------------

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(kind, data=b"", damaged=False):
    check = zlib.crc32(kind + data) ^ (0xFF if damaged else 0)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def scanlines(samples, bits):
    """samples: rows × (columns × channels). No filter."""
    lines = b""
    for line in samples:
        if bits == 16:
            lines += b"\0" + line.astype(">u2").tobytes()
        elif bits == 8:
            lines += b"\0" + line.astype(np.uint8).tobytes()
        else:
            places = np.arange(bits - 1, -1, -1)
            lines += b"\0" + np.packbits(((line[:, None] >> places) & 1).astype(np.uint8).ravel()).tobytes()
    return lines


def png_data(samples, bits, interlaced=False):
    if not interlaced:
        return scanlines(samples.reshape(len(samples), -1), bits)
    parts = [samples[y::down, x::across] for x, y, across, down in ADAM7]
    return b"".join(scanlines(part.reshape(len(part), -1), bits) for part in parts if part.size)


def png(samples, colour, bits=8, interlaced=False, before=b"", after=b"", data=None, idat=None, end=None):
    height, width = samples.shape[:2]
    packed = zlib.compress(png_data(samples, bits, interlaced)) if data is None else data
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, int(interlaced))
    body = chunk(b"IDAT", packed) if idat is None else idat(packed)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + body + after + (chunk(b"IEND") if end is None else end)
    )


def deep(channels):
    low, high = noise(channels, seed=1).astype(int), noise(channels, seed=2).astype(int)
    return high * 256 + low


palette = (formula.fractions(77, 768) * 256).astype(np.uint8).tobytes()
PLTE = chunk(b"PLTE", palette)
for interlaced in (False, True):
    way = ", interlaced" if interlaced else ""
    case(f"png rgb{way}", png(noise(3), 2, interlaced=interlaced))
    case(f"png rgba{way}", png(noise(4), 6, interlaced=interlaced))
    case(f"png grey and alpha{way}", png(noise(2), 4, interlaced=interlaced))
    case(f"png grey{way}", png(noise(1), 0, interlaced=interlaced))
    for bits in (1, 2, 4):
        case(f"png grey of {bits} bits{way}", png(below(2**bits), 0, bits, interlaced))
        short = chunk(b"PLTE", palette[: 3 * 2**bits])
        case(f"png palette of {bits} bits{way}", png(below(2**bits), 3, bits, interlaced, before=short))
    case(f"png palette{way}", png(noise(1), 3, interlaced=interlaced, before=PLTE))
    case(
        f"png palette and transparency{way}",
        png(noise(1), 3, interlaced=interlaced, before=PLTE + chunk(b"tRNS", bytes(range(200)))),
    )
    case(f"png rgb of 16 bits{way}", png(deep(3), 2, 16, interlaced))
    case(f"png rgba of 16 bits{way}", png(deep(4), 6, 16, interlaced))
    case(f"png grey and alpha of 16 bits{way}", png(deep(2), 4, 16, interlaced))
case("png grey of 1 bit, transparency", png(noise(1) % 2, 0, 1, before=chunk(b"tRNS", b"\0\1")))
case("png grey of 4 bits, transparency", png(noise(1) % 16, 0, 4, before=chunk(b"tRNS", b"\0\7")))
case("png grey, transparency", png(noise(1) // 64, 0, before=chunk(b"tRNS", b"\0\2")))
case("png rgb, transparency", png(noise(3) // 128, 2, before=chunk(b"tRNS", b"\0\1\0\0\0\1")))
case("png rgb of 16 bits, transparency", png(deep(3), 2, 16, before=chunk(b"tRNS", b"\0\1\0\0\0\1")))
case("png gamma", png(noise(3), 2, before=chunk(b"gAMA", struct.pack(">I", 100000))))
case("png significant bits", png(noise(3), 2, before=chunk(b"sBIT", b"\5\6\5")))
case("png palette, index beyond its end", png(noise(1) % 16, 3, 4, before=chunk(b"PLTE", palette[:30])))
case("png palette, index beyond its end, 8 bits", png(noise(1), 3, before=chunk(b"PLTE", palette[:30])))
case("png orientation", saved(noise(3), "PNG", exif=(lambda e: (e.__setitem__(274, 6), e)[1])(Image.Exif())))

TEXT = (b"tEXt", b"Comment\0hello")
case("png damaged text before the pixels", png(noise(3), 2, before=chunk(*TEXT, damaged=True)))
case("png damaged text after the pixels", png(noise(3), 2, after=chunk(*TEXT, damaged=True)))
case("png damaged unknown chunk before the pixels", png(noise(3), 2, before=chunk(b"prVt", b"1", damaged=True)))
case("png damaged gamma", png(noise(3), 2, before=chunk(b"gAMA", struct.pack(">I", 100000), damaged=True)))
case("png damaged palette", png(noise(1), 3, before=chunk(b"PLTE", palette, damaged=True)))
case("png damaged transparency", png(noise(1), 3, before=PLTE + chunk(b"tRNS", b"\0\1", damaged=True)))
case("png damaged checksum of the pixels", png(noise(3), 2, idat=lambda data: chunk(b"IDAT", data, damaged=True)))
case("png damaged end", png(noise(3), 2, end=chunk(b"IEND", damaged=True)))
header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
good = png(noise(3), 2)
case("png damaged header", good.replace(chunk(b"IHDR", header), chunk(b"IHDR", header, damaged=True)))
case("png without an end", png(noise(3), 2, end=b""))
case(
    "png in parts",
    png(noise(3), 2, idat=lambda data: chunk(b"IDAT", data[:20]) + chunk(b"IDAT") + chunk(b"IDAT", data[20:])),
)
case(
    "png second part damaged",
    png(noise(3), 2, idat=lambda data: chunk(b"IDAT", data[:20]) + chunk(b"IDAT", data[20:], damaged=True)),
)
case("png cut off", good[:200])
case("png cut off before the end", good[:-25])
case("png cut off before the checksum of the pixels", good[:-16])
case("png bytes after the end", good + b"more")
wrong_sum = zlib.compress(png_data(noise(3), 8))
case("png wrong checksum inside the pixels", png(noise(3), 2, data=wrong_sum[:-4] + b"\0\0\0\0"))
case("png no checksum inside the pixels", png(noise(3), 2, data=wrong_sum[:-4]))
case("png more pixels than rows", png(noise(3), 2, data=zlib.compress(png_data(noise(3, height=HEIGHT + 2), 8))))
case("png fewer pixels than rows", png(noise(3), 2, data=zlib.compress(png_data(noise(3)[:-2], 8))))
case("png a broken stream", png(noise(3), 2, data=wrong_sum[:30] + b"\xff" * 30 + wrong_sum[60:]))
case("png a text that does not unpack", png(noise(3), 2, before=chunk(b"zTXt", b"Comment\0\0nonsense")))
case("png a profile that is none", png(noise(3), 2, before=chunk(b"iCCP", b"name\0\0" + zlib.compress(b"nonsense"))))
case("png transparency of the wrong length", png(noise(3), 2, before=chunk(b"tRNS", b"\0")))
frames = [Image.fromarray(noise(3, seed=seed)) for seed in (3, 4)]
case("png animated", saved(frames[0], "PNG", save_all=True, append_images=frames[1:]))
case(
    "png animated with a picture of its own",
    saved(frames[0], "PNG", save_all=True, append_images=frames, default_image=True),
)

# JPEG -----------------------------------------------------------------------------------------------------------------

photo = smooth(37, 29) // 2 + noise(3, 37, 29) // 6
for subsampling, name in enumerate(["4:4:4", "4:2:2", "4:2:0"]):
    for progressive in (False, True):
        way = "progressive" if progressive else "baseline"
        case(f"jpeg {name}, {way}", saved(photo, "JPEG", quality=85, subsampling=subsampling, progressive=progressive))
case("jpeg grey", saved(photo[:, :, 0], "JPEG", quality=85))
case("jpeg poor", saved(photo, "JPEG", quality=10))
case("jpeg restart markers", saved(photo, "JPEG", quality=85, restart_marker_blocks=2))
case("jpeg rgb", saved(photo, "JPEG", quality=85, keep_rgb=True))
case("jpeg orientation", saved(photo, "JPEG", exif=(lambda e: (e.__setitem__(274, 6), e)[1])(Image.Exif())))
inks = np.concatenate([smooth(21, 17), noise(1, 21, 17)[:, :, None]], axis=2)
cmyk = saved(inks, "JPEG", "CMYK", quality=90, subsampling=0)
adobe = cmyk.index(b"\xff\xee")
assert cmyk[adobe : adobe + 9] == b"\xff\xee\0\x0eAdobe"
case("jpeg inks", cmyk)
case("jpeg inks as ycck", cmyk[: adobe + 15] + b"\2" + cmyk[adobe + 16 :])
case("jpeg inks without Adobe's marker", cmyk[:adobe] + cmyk[adobe + 16 :])
whole = saved(photo, "JPEG", quality=85)
case("jpeg bytes after the end", whole + b"more")
case("jpeg stray bytes before the end", whole[:-2] + b"\0\0\0\0\0" + whole[-2:])
case("jpeg cut off", whole[: len(whole) // 2])
case("jpeg two pictures", saved(photo, "MPO", save_all=True, append_images=[Image.fromarray(photo[::-1].copy())]))
case(
    "jpeg Adobe's marker, transform 0",
    saved(photo, "JPEG", quality=85, keep_rgb=True).replace(
        b"\xff\xdb", b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0\xff\xdb", 1
    ),
)
case("jpeg Adobe's marker, transform 1", whole[:2] + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\1" + whole[2:])

# WebP -----------------------------------------------------------------------------------------------------------------

case("webp", saved(photo, "WEBP", quality=80))
case("webp lossless", saved(noise(3), "WEBP", lossless=True))
case("webp alpha", saved(noise(4), "WEBP", lossless=True, exact=True))
case("webp alpha, colour under it dropped", saved(noise(4) // 128 * 255, "WEBP", lossless=True))
alpha = np.dstack([photo, smooth(37, 29)[:, :, 0]])
case("webp lossy and alpha", saved(alpha, "WEBP", quality=80))
two = [Image.fromarray(alpha), Image.fromarray(alpha[::-1].copy())]
case(
    "webp animated",
    saved(two[0], "WEBP", save_all=True, append_images=two[1:], lossless=True, exact=True, duration=100),
)


def webp_frame_at(x, y):
    """An animation of one frame that covers a part of a larger canvas."""
    still = saved(noise(4), "WEBP", lossless=True, exact=True)
    at = still.index(b"VP8L")
    picture = still[at : at + 8 + struct.unpack("<I", still[at + 4 : at + 8])[0]]
    picture += b"\0" * (len(picture) % 2)
    three = lambda value: struct.pack("<I", value)[:3]
    riff = lambda kind, data: kind + struct.pack("<I", len(data)) + data
    frame = three(x // 2) + three(y // 2) + three(WIDTH - 1) + three(HEIGHT - 1) + three(100) + b"\0" + picture
    body = (
        riff(b"VP8X", b"\x12\0\0\0" + three(23) + three(17))
        + riff(b"ANIM", b"\xff\x80\x40\xff\0\0")
        + riff(b"ANMF", frame) * 2
    )
    return riff(b"RIFF", b"WEBP" + body)


case("webp animated, a first frame in a corner", webp_frame_at(6, 4))
case("webp cut off", saved(photo, "WEBP", quality=80)[:-40])

# GIF ------------------------------------------------------------------------------------------------------------------


def lzw(indices, bits, deferred=False, end=True):
    """GIF's LZW. `deferred` keeps a full table until the end."""
    clear, stop = 1 << bits, (1 << bits) + 1
    out, place = 0, 0
    size, table = bits + 1, {}

    def put(code):
        nonlocal out, place
        out |= code << place
        place += size

    put(clear)
    table = {(i,): i for i in range(clear)}
    entries, word = clear + 2, ()
    for index in indices:
        longer = word + (int(index),)
        if longer in table:
            word = longer
            continue
        put(table[word])
        if entries < 4096:
            table[longer] = entries
            if entries == 1 << size and size < 12:
                size += 1
            entries += 1
        elif not deferred:
            put(clear)
            size, entries, table = bits + 1, clear + 2, {(i,): i for i in range(clear)}
        word = (int(index),)
    put(table[word])
    if end:
        put(stop)
    return out.to_bytes((place + 7) // 8, "little")


def blocks(data, size=255):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def gif_frame(
    indices, x=0, y=0, bits=3, local=b"", transparent=None, disposal=0, interlaced=False, data=None, deferred=False
):
    height, width = indices.shape
    control = b""
    if transparent is not None or disposal:
        flags = disposal << 2 | (transparent is not None)
        control = b"!\xf9\4" + bytes([flags, 5, 0, transparent or 0, 0])
    rows = np.concatenate([indices[0::8], indices[4::8], indices[2::4], indices[1::2]]) if interlaced else indices
    flags = (64 if interlaced else 0) | ((0x80 | (len(local) // 3).bit_length() - 2) if local else 0)
    packed = lzw(rows.ravel(), bits, deferred) if data is None else data
    return control + b"," + struct.pack("<HHHHB", x, y, width, height, flags) + local + bytes([bits]) + blocks(packed)


def gif(*frames, width=WIDTH, height=HEIGHT, colours=palette[:24], background=0, version=b"GIF89a", end=b";"):
    flags = (0x80 | (len(colours) // 3).bit_length() - 2) if colours else 0
    return version + struct.pack("<HHBBB", width, height, flags, background, 0) + colours + b"".join(frames) + end


eight = noise(1) % 8
grey = bytes(value for value in range(8) for _ in range(3))
case("gif", gif(gif_frame(eight)))
case("gif 87a", gif(gif_frame(eight), version=b"GIF87a"))
case("gif of 256 colours", gif(gif_frame(noise(1), bits=8), colours=palette))
case("gif of 2 colours", gif(gif_frame(noise(1) % 2, bits=2), colours=palette[:6]))
case("gif interlaced", gif(gif_frame(eight, interlaced=True)))
for height in (1, 2, 3, 4, 5, 6, 8, 10):
    case(f"gif interlaced, {height} rows", gif(gif_frame(noise(1, height=height) % 8, interlaced=True), height=height))
case("gif transparent", gif(gif_frame(eight, transparent=3)))
case("gif transparent index without a colour", gif(gif_frame(eight % 4, transparent=7), colours=palette[:12]))
case("gif of its own palette", gif(gif_frame(eight, local=palette[300:324])))
case("gif of its own palette, transparent", gif(gif_frame(eight, local=palette[300:324], transparent=5)))
case("gif without a global palette", gif(gif_frame(eight, local=palette[300:324]), colours=b""))
case("gif without any palette", gif(gif_frame(eight), colours=b""))
case(
    "gif without any palette, transparent in a corner",
    gif(gif_frame(eight, 5, 4, transparent=200), colours=b"", width=30, height=20),
)
case("gif palette of indices", gif(gif_frame(eight), colours=grey))
case("gif index beyond the palette of indices", gif(gif_frame(noise(1), bits=8), colours=grey))
case("gif index beyond the palette", gif(gif_frame(noise(1), bits=8)))
case("gif own palette of indices", gif(gif_frame(eight, local=grey)))
case("gif in a corner", gif(gif_frame(eight, 5, 4), width=30, height=20, background=6))
case("gif in a corner, transparent", gif(gif_frame(eight, 5, 4, transparent=3), width=30, height=20, background=6))
case("gif in a corner, interlaced", gif(gif_frame(eight, 5, 4, interlaced=True), width=30, height=20))
case("gif beyond the screen", gif(gif_frame(eight, 5, 4)))
case("gif beyond the screen, transparent", gif(gif_frame(eight, 5, 4, transparent=2)))
case("gif screen of no size", gif(gif_frame(eight), width=0, height=0))
for disposal in (1, 2, 3):
    frames = gif_frame(eight, 2, 2, disposal=disposal, transparent=1), gif_frame(eight[:4], disposal=disposal)
    case(f"gif of two frames, disposal {disposal}", gif(*frames, width=20, height=15, background=4))
    alone = gif_frame(eight, 2, 2, disposal=disposal)
    case(f"gif of one frame, disposal {disposal}", gif(alone, width=20, height=15, background=4))
case(
    "gif background without a colour",
    gif(gif_frame(eight % 4, 3, 3), width=20, height=15, colours=palette[:12], background=9),
)
comment = b"!\xfe" + blocks(b"hello") + b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0"
case("gif comment and loop", gif(comment, gif_frame(eight)))
case("gif plain text", gif(b"!\x01\x0c" + b"\0" * 12 + blocks(b"text"), gif_frame(eight)))
long = noise(1, 70, 75, seed=5)
case("gif of many codes", gif(gif_frame(long, bits=8), width=70, height=75, colours=palette))
case(
    "gif of many codes, table kept full",
    gif(gif_frame(long, bits=8, deferred=True), width=70, height=75, colours=palette),
)
case("gif of one colour", gif(gif_frame(np.full((30, 40), 3)), width=40, height=30))
stream = lzw(eight.ravel(), 3)
case("gif cut off", gif(gif_frame(eight), end=b"")[:-30])
case("gif without an end", gif(gif_frame(eight), end=b""))
case("gif without the last block's end", gif(gif_frame(eight), end=b"")[:-1])
case("gif fewer pixels than rows", gif(gif_frame(eight, data=lzw(eight[:-2].ravel(), 3))))
case("gif pixels without an end code", gif(gif_frame(eight, data=lzw(eight.ravel(), 3, end=False))))
case("gif more pixels than rows", gif(gif_frame(eight, data=lzw(noise(1, height=11).ravel() % 8, 3))))
case("gif a broken stream", gif(gif_frame(eight, data=stream[:10] + b"\xff" * 10 + stream[20:])))
case("gif bytes after the end", gif(gif_frame(eight)) + b"more")
case("gif without a frame", gif())
case("gif stray bytes between blocks", gif(b"\0\0", gif_frame(eight)))

# BMP ------------------------------------------------------------------------------------------------------------------


def bmp(
    rows,
    bits,
    compression=0,
    header=40,
    colours=b"",
    masks=b"",
    top_down=False,
    used=0,
    width=WIDTH,
    height=HEIGHT,
    size=None,
):
    """`rows`: the packed rows in the order of the file."""
    height_field = struct.pack("<i", -height if top_down else height)
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        info = (
            struct.pack("<Ii", header, width)
            + height_field
            + struct.pack("<HHIIIIII", 1, bits, compression, len(rows), 2835, 2835, used, 0)
        )
        if header > 40:
            info += (masks + b"\0" * header)[: header - 40]
            masks = b""
    offset = 14 + len(info) + len(masks) + len(colours)
    return (
        b"BM"
        + struct.pack("<IHHI", offset + len(rows) if size is None else size, 0, 0, offset)
        + info
        + masks
        + colours
        + rows
    )


def packed_rows(samples, bits, bottom_up=True):
    lines = b""
    for line in samples[::-1] if bottom_up else samples:
        if bits >= 8:
            data = line.tobytes()
        else:
            places = np.arange(bits - 1, -1, -1)
            data = np.packbits(((line[:, None] >> places) & 1).astype(np.uint8).ravel()).tobytes()
        lines += data + b"\0" * (-len(data) % 4)
    return lines


def quads(count):
    return b"".join(palette[3 * i : 3 * i + 3] + b"\0" for i in range(count))


for bits in (1, 4, 8):
    indices = below(2**bits)
    case(f"bmp of {bits} bits", bmp(packed_rows(indices, bits), bits, colours=quads(2**bits)))
    case(
        f"bmp of {bits} bits, top down",
        bmp(packed_rows(indices, bits, False), bits, colours=quads(2**bits), top_down=True),
    )
    case(
        f"bmp of {bits} bits, OS/2", bmp(packed_rows(indices, bits), bits, header=12, colours=palette[: 3 * 2**bits])
    )
    case(f"bmp of {bits} bits, version 5", bmp(packed_rows(indices, bits), bits, header=124, colours=quads(2**bits)))
case("bmp of 8 bits, few colours", bmp(packed_rows(noise(1) % 5, 8), 8, colours=quads(5), used=5))
case("bmp index beyond the colours", bmp(packed_rows(noise(1), 8), 8, colours=quads(5), used=5))
case("bmp of 1 bit, black and white", bmp(packed_rows(noise(1) % 2, 1), 1, colours=b"\0\0\0\0\xff\xff\xff\0"))
case("bmp of 1 bit, white and black", bmp(packed_rows(noise(1) % 2, 1), 1, colours=b"\xff\xff\xff\0\0\0\0\0"))
case("bmp of 8 bits, grey", bmp(packed_rows(noise(1), 8), 8, colours=b"".join(bytes([i, i, i, 0]) for i in range(256))))
case(
    "bmp of 4 bits, grey",
    bmp(packed_rows(noise(1) % 16, 4), 4, colours=b"".join(bytes([i, i, i, 0]) for i in range(16))),
)
case(
    "bmp of 8 bits, two colours, black and white",
    bmp(packed_rows(noise(1) % 2, 8), 8, colours=b"\0\0\0\0\xff\xff\xff\0", used=2),
)
case("bmp of 16 bits", bmp(packed_rows(noise(2), 16), 16))
case("bmp of 16 bits, 5-6-5", bmp(packed_rows(noise(2), 16), 16, 3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
case("bmp of 16 bits, 5-5-5", bmp(packed_rows(noise(2), 16), 16, 3, masks=struct.pack("<III", 0x7C00, 0x3E0, 0x1F)))
case("bmp of 16 bits, 4-4-4", bmp(packed_rows(noise(2), 16), 16, 3, masks=struct.pack("<III", 0xF00, 0xF0, 0xF)))
case("bmp of 24 bits", bmp(packed_rows(noise(3), 24), 24))
case("bmp of 24 bits, top down", bmp(packed_rows(noise(3), 24, False), 24, top_down=True))
case("bmp of 24 bits, OS/2", bmp(packed_rows(noise(3), 24), 24, header=12))
case("bmp of 32 bits", bmp(packed_rows(noise(4), 32), 32))
case("bmp of 32 bits, top down", bmp(packed_rows(noise(4), 32, False), 32, top_down=True))
for name, masks in {
    "bgrx": (0xFF0000, 0xFF00, 0xFF, 0),
    "bgra": (0xFF0000, 0xFF00, 0xFF, 0xFF000000),
    "rgba": (0xFF, 0xFF00, 0xFF0000, 0xFF000000),
    "xbgr": (0xFF000000, 0xFF0000, 0xFF00, 0),
    "abgr": (0xFF000000, 0xFF0000, 0xFF00, 0xFF),
    "bgxr": (0xFF000000, 0xFF00, 0xFF, 0),
    "bgar": (0xFF000000, 0xFF00, 0xFF, 0xFF0000),
    "no": (0, 0, 0, 0),
    "rgbx": (0xFF, 0xFF00, 0xFF0000, 0),
}.items():
    case(
        f"bmp of 32 bits, {name} masks", bmp(packed_rows(noise(4), 32), 32, 3, 124, masks=struct.pack("<IIII", *masks))
    )
case(
    "bmp of 32 bits, version 3",
    bmp(packed_rows(noise(4), 32), 32, 3, 56, masks=struct.pack("<IIII", 0xFF, 0xFF00, 0xFF0000, 0xFF000000)),
)
case(
    "bmp of 24 bits with masks",
    bmp(packed_rows(noise(3), 24), 24, 3, masks=struct.pack("<III", 0xFF0000, 0xFF00, 0xFF)),
)
case(
    "bmp of 32 bits, masks after the header",
    bmp(packed_rows(noise(4), 32), 32, 3, masks=struct.pack("<III", 0xFF0000, 0xFF00, 0xFF)),
)
case(
    "bmp of 32 bits, version 2",
    bmp(packed_rows(noise(4), 32), 32, 3, 52, masks=struct.pack("<III", 0xFF0000, 0xFF00, 0xFF)),
)


def rle8(samples):
    lines = b""
    for line in samples[::-1]:
        at = 0
        while at < len(line):
            run = 1
            while at + run < len(line) and line[at + run] == line[at]:
                run += 1
            if run > 1 or len(line) - at < 3:
                lines += bytes([run, line[at]])
                at += run
            else:
                count = len(line) - at
                lines += bytes([0, count]) + line[at:].tobytes() + b"\0" * (count % 2)
                at += count
        lines += b"\0\0"
    return lines + b"\0\1"


few = noise(1) // 64
case("bmp RLE8", bmp(rle8(few), 8, 1, colours=quads(256)))
case("bmp RLE8, grey", bmp(rle8(few), 8, 1, colours=b"".join(bytes([i, i, i, 0]) for i in range(256))))
case("bmp RLE8, no end", bmp(rle8(few)[:-2], 8, 1, colours=quads(256)))
case("bmp RLE8, ends early", bmp(rle8(few)[:40] + b"\0\0\0\1", 8, 1, colours=quads(256)))
jump = b"\5\1\0\2\3\2\4\2\0\0" + b"\x0d\3\0\0" * 5 + b"\0\1"
case("bmp RLE8, jumps", bmp(jump, 8, 1, colours=quads(256)))
full = b"\5\1\0\2\3\2" + b"\x20\2\0\0" + b"\x0d\3\0\0" * 6
case("bmp RLE8, jumps and long runs", bmp(full, 8, 1, colours=quads(256)))
four = (b"\x0d\x12\0\0" * 3) + b"\0\5\x12\x34\x50\0\x08\x77\0\0" + (b"\0\4\x12\x34\x09\x56\0\0" * 5) + b"\0\1"
case("bmp RLE4", bmp(four, 4, 2, colours=quads(16)))
even = (b"\x0d\x12\0\0" * 3) + b"\0\6\x12\x34\x56\0\x07\x77\0\0" + (b"\0\4\x12\x34\x09\x56\0\0" * 5) + b"\0\1"
case("bmp RLE4, even runs", bmp(even, 4, 2, colours=quads(16)))
case("bmp cut off", bmp(packed_rows(noise(3), 24), 24)[:-40])
case("bmp last padding missing", bmp(packed_rows(noise(3), 24), 24)[:-1])
case("bmp bytes after the end", bmp(packed_rows(noise(3), 24), 24) + b"more")
case("bmp wrong file size", bmp(packed_rows(noise(3), 24), 24, size=0))
case("bmp JPEG inside", bmp(whole, 0, 4))
case("bmp of 2 bits", bmp(packed_rows(noise(1) % 4, 2), 2, colours=quads(4)))
case("bmp unknown header", bmp(packed_rows(noise(3), 24), 24, header=44))
case("bmp written by Pillow", saved(noise(3), "BMP"))

# PBM, PGM, PPM --------------------------------------------------------------------------------------------------------

size = b"%d %d\n" % (WIDTH, HEIGHT)
bitmap = (noise(1) % 2).astype(np.uint8)
words = lambda values, between=b" ": between.join(b"%d" % value for value in values.ravel())
case("pbm", b"P4\n" + size + np.packbits(bitmap, axis=1).tobytes())
case("pbm plain", b"P1\n" + size + words(bitmap))
case("pbm plain, no blanks", b"P1\n" + size + words(bitmap, b""))
case("pbm plain, another digit", b"P1\n" + size + words(bitmap).replace(b"1", b"2"))
case("pgm", b"P5\n" + size + b"255\n" + noise(1).tobytes())
case("pgm plain", b"P2\n" + size + b"255\n" + words(noise(1)))
case("pgm of 7 levels", b"P5\n" + size + b"7\n" + (noise(1) % 8).tobytes())
case("pgm of 100 levels, some above", b"P5\n" + size + b"100\n" + noise(1).tobytes())
case("pgm plain of 7 levels", b"P2\n" + size + b"7\n" + words(noise(1) % 8))
case("pgm plain, a value too large", b"P2\n" + size + b"7\n" + words(noise(1) % 9))
case("ppm", b"P6\n" + size + b"255\n" + noise(3).tobytes())
case("ppm plain", b"P3\n" + size + b"255\n" + words(noise(3), b"\n"))
case("ppm comments", b"P6 # one\n# two\n13#three\n 9 # four\r255\n" + noise(3).tobytes())
case("ppm plain, comments", b"P3\n" + size + b"255\n" + words(noise(3)).replace(b" ", b" # c\n", 5))
case("ppm of 16 bits", b"P6\n" + size + b"65535\n" + deep(3).astype(">u2").tobytes())
case("ppm of 1000 levels", b"P6\n" + size + b"1000\n" + (deep(3) % 1001).astype(">u2").tobytes())
case("ppm of 300 levels, some above", b"P6\n" + size + b"300\n" + (deep(3) % 400).astype(">u2").tobytes())
case("ppm plain of 1000 levels", b"P3\n" + size + b"1000\n" + words(deep(3) % 1001))
case("ppm of 2 levels", b"P6\n" + size + b"2\n" + (noise(3) % 3).tobytes())
case("ppm cut off", b"P6\n" + size + b"255\n" + noise(3).tobytes()[:-1])
case("ppm plain, cut off", b"P3\n" + size + b"255\n" + words(noise(3)[:-1]))
case("ppm bytes after the end", b"P6\n" + size + b"255\n" + noise(3).tobytes() + b"more")
case("ppm no levels", b"P6\n" + size + b"0\n" + noise(3).tobytes())
case("ppm levels beyond 16 bits", b"P6\n" + size + b"65536\n" + noise(3).tobytes())
case("ppm no size", b"P6\n")
case("ppm a size in words", b"P6\nsix 9\n255\n" + noise(3).tobytes())
case("ppm of width 0", b"P6\n0 9\n255\n")
case("pam", b"P7\nWIDTH 13\nHEIGHT 9\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n" + noise(3).tobytes())

# TIFF -----------------------------------------------------------------------------------------------------------------

TIFF_TYPES = {"B": 1, "H": 3, "I": 4}


def ifd(entries, order, at):
    """One directory at offset `at`, with its values behind it; the next one's offset is 0."""
    body, extra = b"", b""
    behind = at + 2 + 12 * len(entries) + 4
    for tag, (kind, values) in sorted(entries.items()):
        data = struct.pack(f"{order}{len(values)}{kind}", *values)
        if len(data) > 4:
            extra += b"\0" * (len(extra) % 2)
            field = struct.pack(order + "I", behind + len(extra))
            extra += data
        else:
            field = data.ljust(4, b"\0")
        body += struct.pack(order + "HHI", tag, TIFF_TYPES[kind], len(values)) + field
    return struct.pack(order + "H", len(entries)) + body + b"\0\0\0\0" + extra


def tiff(
    pieces, bits, photometric, order="<", compression=1, rows=HEIGHT, width=WIDTH, height=HEIGHT, tile=None, more=None
):
    """`pieces`: the packed strips or tiles."""
    data, offsets = b"", []
    for piece in pieces:
        offsets.append(8 + len(data))
        data += piece + b"\0" * (len(piece) % 2)
    lengths = [len(piece) for piece in pieces]
    entries = {
        256: ("I", [width]),
        257: ("I", [height]),
        258: ("H", list(bits)),
        259: ("H", [compression]),
        262: ("H", [photometric]),
        277: ("H", [len(bits)]),
    }
    if tile:
        entries |= {322: ("I", [tile[0]]), 323: ("I", [tile[1]]), 324: ("I", offsets), 325: ("I", lengths)}
    else:
        entries |= {273: ("I", offsets), 278: ("I", [rows]), 279: ("I", lengths)}
    entries |= more or {}
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "I", 8 + len(data)) + data + ifd(entries, order, 8 + len(data))


def strips(samples, rows=HEIGHT, pack=lambda data: data):
    return [pack(samples[at : at + rows].tobytes()) for at in range(0, len(samples), rows)]


def bit_rows(samples, bits):
    places = np.arange(bits - 1, -1, -1)
    return np.array([np.packbits(((line[:, None] >> places) & 1).astype(np.uint8).ravel()) for line in samples])


def tiles(samples, across, down, pack=lambda data: data):
    padding = [(0, -samples.shape[0] % down), (0, -samples.shape[1] % across)] + [(0, 0)] * (samples.ndim - 2)
    padded = np.pad(samples, padding)
    return [
        pack(padded[y : y + down, x : x + across].tobytes())
        for y in range(0, padded.shape[0], down)
        for x in range(0, padded.shape[1], across)
    ]


eights = [8, 8, 8]
case("tiff", tiff(strips(noise(3)), eights, 2))
case("tiff, big endian", tiff(strips(noise(3)), eights, 2, ">"))
case("tiff in strips", tiff(strips(noise(3), 2), eights, 2, rows=2))
case("tiff in strips, deflate", tiff(strips(noise(3), 4, zlib.compress), eights, 2, rows=4, compression=8))
case("tiff in strips, old deflate", tiff(strips(noise(3), 4, zlib.compress), eights, 2, rows=4, compression=32946))
case("tiff in tiles", tiff(tiles(noise(3, 40, 35), 16, 16), eights, 2, width=40, height=35, tile=(16, 16)))
case(
    "tiff in tiles, deflate",
    tiff(tiles(noise(3, 40, 35), 16, 32, zlib.compress), eights, 2, width=40, height=35, tile=(16, 32), compression=8),
)
planes = noise(3).transpose(2, 0, 1).copy()
case("tiff in planes", tiff([plane.tobytes() for plane in planes], eights, 2, more={284: ("H", [2])}))
case(
    "tiff in planes, deflate",
    tiff([zlib.compress(plane.tobytes()) for plane in planes], eights, 2, compression=8, more={284: ("H", [2])}),
)
for compression in ("tiff_lzw", "packbits", "tiff_adobe_deflate", "tiff_deflate", "zstd", "lzma"):
    try:
        case(f"tiff {compression}", saved(noise(3), "TIFF", compression=compression))
    except (OSError, ValueError, KeyError) as error:
        print("not written:", compression, error)
case("tiff LZW with differences", saved(smooth(40, 35), "TIFF", compression="tiff_lzw", tiffinfo={317: 2}))
case("tiff JPEG", saved(photo, "TIFF", compression="jpeg", quality=85))
case("tiff JPEG, grey", saved(photo[:, :, 0], "TIFF", compression="jpeg", quality=85))
for fax in ("group3", "group4", "tiff_ccitt"):
    case(f"tiff {fax}", saved(Image.fromarray((noise(1) > 127)), "TIFF", compression=fax))
for order, name in (("<", ""), (">", ", big endian")):
    two_bytes = np.dtype(order + "u2")
    case(f"tiff rgb of 16 bits{name}", tiff(strips(deep(3).astype(two_bytes)), [16] * 3, 2, order))
    case(
        f"tiff rgba of 16 bits{name}",
        tiff(strips(deep(4).astype(two_bytes)), [16] * 4, 2, order, more={338: ("H", [2])}),
    )
    case(
        f"tiff rgb of 16 bits, deflate{name}",
        tiff(strips(deep(3).astype(two_bytes), HEIGHT, zlib.compress), [16] * 3, 2, order, compression=8),
    )
    case(f"tiff inks of 16 bits{name}", tiff(strips(deep(4).astype(two_bytes)), [16] * 4, 5, order))
    colours = ("H", [int(value) * 257 for channel in range(3) for value in palette[channel::3]])
    odd = ("H", [int(value) * 256 + 255 - int(value) for channel in range(3) for value in palette[channel::3]])
    case(f"tiff palette{name}", tiff(strips(noise(1)), [8], 3, order, more={320: colours}))
    case(f"tiff palette of odd values{name}", tiff(strips(noise(1)), [8], 3, order, more={320: odd}))
for bits in (1, 2, 4):
    count = 2**bits
    short = ("H", [int(value) * 257 for channel in range(3) for value in palette[channel : 3 * count : 3]])
    case(f"tiff palette of {bits} bits", tiff(strips(bit_rows(below(count), bits)), [bits], 3, more={320: short}))
    case(f"tiff grey of {bits} bits", tiff(strips(bit_rows(below(count), bits)), [bits], 1))
    case(f"tiff grey of {bits} bits, white is 0", tiff(strips(bit_rows(below(count), bits)), [bits], 0))
    case(
        f"tiff grey of {bits} bits, fill order 2",
        tiff(strips(bit_rows(below(count), bits)), [bits], 1, more={266: ("H", [2])}),
    )
eight_bit_words = ("H", [value for channel in range(3) for value in palette[channel::3]])
case("tiff palette of 8-bit values", tiff(strips(noise(1)), [8], 3, more={320: eight_bit_words}))
case("tiff grey", tiff(strips(noise(1)), [8], 1))
case("tiff grey, white is 0", tiff(strips(noise(1)), [8], 0))
case("tiff grey, fill order 2", tiff(strips(noise(1)), [8], 1, more={266: ("H", [2])}))
case("tiff grey and alpha", tiff(strips(noise(2)), [8, 8], 1, more={338: ("H", [2])}))
case("tiff grey and premultiplied alpha", tiff(strips(noise(2)), [8, 8], 1, more={338: ("H", [1])}))
case(
    "tiff grey of 16 bits, signed",
    tiff([(noise(1).astype("<i2") * 3 - 200).tobytes()], [16], 1, more={339: ("H", [2])}),
)
case("tiff grey of 16 bits and alpha", tiff(strips(deep(2).astype("<u2")), [16] * 2, 1, more={338: ("H", [2])}))
case("tiff grey, signed", tiff(strips(noise(1)), [8], 1, more={339: ("H", [2])}))
case("tiff rgba", tiff(strips(noise(4)), [8] * 4, 2, more={338: ("H", [2])}))
case("tiff rgba, kind of alpha not said", tiff(strips(noise(4)), [8] * 4, 2))
case("tiff rgb and something", tiff(strips(noise(4)), [8] * 4, 2, more={338: ("H", [0])}))
case("tiff rgb and premultiplied alpha", tiff(strips(noise(4)), [8] * 4, 2, more={338: ("H", [1])}))
case(
    "tiff rgba in planes",
    tiff(
        [plane.tobytes() for plane in noise(4).transpose(2, 0, 1)], [8] * 4, 2, more={284: ("H", [2]), 338: ("H", [2])}
    ),
)
case("tiff inks", tiff(strips(noise(4)), [8] * 4, 5))
case("tiff inks and alpha", tiff(strips(noise(5)), [8] * 5, 5, more={338: ("H", [2])}))
case("tiff inks and something", tiff(strips(noise(5)), [8] * 5, 5, more={338: ("H", [0])}))
case("tiff lab", tiff(strips(noise(3)), eights, 8))
case(
    "tiff ycbcr, deflate",
    tiff(strips(noise(3), HEIGHT, zlib.compress), eights, 6, compression=8, more={530: ("H", [1, 1])}),
)
case("tiff ycbcr", tiff(strips(noise(3)), eights, 6, more={530: ("H", [1, 1])}))
for orientation in range(1, 9):
    case(f"tiff orientation {orientation}", tiff(strips(noise(3)), eights, 2, more={274: ("H", [orientation])}))
case(
    "tiff orientation 6, deflate",
    tiff(strips(noise(3), HEIGHT, zlib.compress), eights, 2, compression=8, more={274: ("H", [6])}),
)
case("tiff of two pages", saved(noise(3), "TIFF", save_all=True, append_images=[Image.fromarray(noise(3, 20, 20))]))
case("tiff of floats", tiff([(noise(1).astype("<f4") * 1.3 - 20).tobytes()], [32], 1, more={339: ("H", [3])}))
case("tiff of 32-bit integers", tiff([(noise(1).astype("<i4") * 2 - 100).tobytes()], [32], 1, more={339: ("H", [2])}))
case("tiff cut off", tiff(strips(noise(3)), eights, 2)[:100])
at_end = tiff(strips(noise(3)), eights, 2)
case("tiff, a strip beyond the end", tiff(strips(noise(3)), eights, 2, more={273: ("I", [len(at_end) - 20])}))
case("tiff, a short strip", tiff([noise(3)[:-2].tobytes()], eights, 2, more={279: ("I", [100])}))
case("tiff, a broken strip", tiff([zlib.compress(noise(3).tobytes())[:100] + b"\xff" * 200], eights, 2, compression=8))
case("tiff big", saved(noise(3), "TIFF", big_tiff=True))

path = pathlib.Path(__file__).with_name("golden") / "imageFiles.json"
path.write_text("[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases) + "\n]\n")
print(len(cases), "cases,", path.stat().st_size, "bytes")
