"""Fewer colours for pictures of documents, without touching those that a legend explains."""
from PIL import Image


def flat_colours(picture: Image.Image, count: int) -> list[tuple]:
    """The colours that fill most of a picture, none close to another: the legend must stay what it is."""
    chosen = []
    for _, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True):
        if all(sum(abs(a - b) for a, b in zip(colour, other)) > 20 for other in chosen):
            chosen.append(colour)
            if len(chosen) == count:
                break
    return chosen


def palette_of(flat: list[tuple], picture: Image.Image, shades: int) -> Image.Image:
    between = picture.quantize(shades, method=Image.Quantize.MEDIANCUT).getpalette()[: 3 * shades]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in flat for part in colour] + between)
    return palette
