#!/usr/bin/env python3
"""Lays a ward four times beside itself: a city to measure the viewer with.

usage: tools/bench/city.py WARD CITY
Ids get a letter per copy; the terrain is copied likewise. Needs GDAL's Python bindings.
"""
import pathlib
import shutil
import sys

import numpy as np
from osgeo import gdal, ogr

gdal.UseExceptions()
APART_M = 40.0  # between the copies


def laid(layer, target, copies):
    definition = layer.GetLayerDefn()
    made = target.CreateLayer(layer.GetName(), layer.GetSpatialRef(), layer.GetGeomType())
    for i in range(definition.GetFieldCount()):
        made.CreateField(definition.GetFieldDefn(i))
    target.StartTransaction()
    for letter, dx, dy in copies:
        layer.ResetReading()
        for feature in layer:
            copy = ogr.Feature(made.GetLayerDefn())
            copy.SetFrom(feature)
            geometry = feature.GetGeometryRef()
            if geometry is not None:
                moved = geometry.Clone()
                move(moved, dx, dy)
                copy.SetGeometry(moved)
            for i in range(definition.GetFieldCount()):
                name = definition.GetFieldDefn(i).GetName()
                if letter and (name == "id" or name.endswith("_id")) and feature.IsFieldSet(i) and not feature.IsFieldNull(i):
                    copy.SetField(i, letter + feature.GetFieldAsString(i))
            copy.SetFID(-1)
            made.CreateFeature(copy)
    target.CommitTransaction()


def move(geometry, dx, dy):
    for part in range(geometry.GetGeometryCount()):
        move(geometry.GetGeometryRef(part), dx, dy)
    for i in range(geometry.GetPointCount() if geometry.GetGeometryCount() == 0 else 0):
        geometry.SetPoint_2D(i, geometry.GetX(i) + dx, geometry.GetY(i) + dy)


def main(ward, city):
    shutil.rmtree(city, ignore_errors=True)
    city.mkdir(parents=True)
    shutil.copy(ward / "ward.toml", city)
    dem = gdal.Open(str(ward / "dem.tif"))
    west, cell, _, north, _, _ = dem.GetGeoTransform()
    heights = dem.ReadAsArray()
    rows, cols = heights.shape
    apart = int(round(APART_M / abs(cell)))
    dx, dy = (cols + apart) * cell, (rows + apart) * cell
    whole = np.pad(heights, ((0, apart), (0, apart)), mode="edge")
    whole = np.tile(whole, (2, 2))
    out = gdal.GetDriverByName("GTiff").Create(str(city / "dem.tif"), whole.shape[1], whole.shape[0], 1, gdal.GDT_Float32,
                                               ["COMPRESS=DEFLATE", "TILED=YES"])
    out.SetGeoTransform((west, cell, 0, north, 0, -cell))
    out.SetProjection(dem.GetProjection())
    out.GetRasterBand(1).WriteArray(whole)
    source = ogr.Open(str(ward / "ward.gpkg"))
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(city / "ward.gpkg"))
    copies = [("", 0.0, 0.0), ("E", dx, 0.0), ("S", 0.0, -dy), ("D", dx, -dy)]
    for i in range(source.GetLayerCount()):
        laid(source.GetLayer(i), target, copies)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
