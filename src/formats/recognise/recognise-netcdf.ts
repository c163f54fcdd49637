/** What a netCDF-4 file turned out to be, judged by the names of its variables. */
export type NetcdfKind = "glm" | "abi-radiances" | "abi-fires" | "netcdf";

/**
 * Recognises a netCDF-4 file as a whole. Its head is not enough: the library writes names where it comes to them, in
 * images behind the pixels.
 *
 * @param bytes the whole file
 */
export function recogniseNetcdf(bytes: Uint8Array): NetcdfKind {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string): boolean => content.includes(name, 0, "latin1");
  if (has("goes_imager_projection")) {
    if (has("planck_fk1") && has("kappa0")) return "abi-radiances";
    if (has("fire_radiative_power")) return "abi-fires";
  }
  return has("event_time_offset") && has("event_parent_group_id") ? "glm" : "netcdf";
}
