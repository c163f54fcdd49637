import {
  type FireProduct,
  type ImageFile,
  openImagerFile,
  readRadiances,
  readyHdf5,
  recogniseNetcdf,
  sameScan,
} from "../../../../formats/index.js";
import { InputError } from "../../../../messages/index.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { type Cost, startClock } from "./cost.js";

/** All that a folder holds of one satellite's imager. */
export interface ImagerFolder {
  readonly platform: string;
  /** Each band of each scan once; the name is the recording's path. */
  readonly images: readonly ImageFile[];
  /** What it took to open each image, by path. */
  readonly openedIn: ReadonlyMap<string, Cost>;
  readonly products: readonly NamedProduct[];
  /** Copies of a band that is there already, by path. */
  readonly copies: readonly string[];
}

/** A fire product with the path of its recording. */
export interface NamedProduct {
  readonly path: string;
  readonly fires: FireProduct;
}

interface GrowingFolder {
  readonly images: ImageFile[];
  readonly openedIn: Map<string, Cost>;
  readonly products: NamedProduct[];
  readonly copies: string[];
}

/**
 * Finds a folder's scans and fire products by their content, satellite by satellite; pixels are read when their turn comes.
 *
 * @param onFault is told of files of an imager that can't be read
 */
export async function openScans(
  recordings: readonly Recording[],
  onFault: (path: string, fault: InputError) => void,
): Promise<ImagerFolder[]> {
  const folders = new Map<string, GrowingFolder>();
  const folderOf = (platform: string) => {
    const folder: GrowingFolder = folders.get(platform) ?? {
      images: [],
      openedIn: new Map(),
      products: [],
      copies: [],
    };
    folders.set(platform, folder);
    return folder;
  };
  const found = recordingsOf(recordings, "netcdf");
  if (found.length > 0) await readyHdf5();
  for (const recording of found) {
    const { path } = recording;
    const clock = startClock();
    const bytes = await recording.bytes();
    const kind = recogniseNetcdf(bytes);
    if (kind !== "abi-radiances" && kind !== "abi-fires") continue;
    try {
      const load = async () => readRadiances(await recording.bytes(), path);
      const file = await openImagerFile(bytes, path, path, load);
      if ("fires" in file) folderOf(file.fires.platform).products.push({ path, fires: file.fires });
      else {
        const folder = folderOf(file.head.platform);
        folder.openedIn.set(path, clock());
        const { head } = file;
        const copy = folder.images.some((i) => i.head.band === head.band && sameScan(i.head, head));
        if (copy) folder.copies.push(path);
        else folder.images.push(file);
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      onFault(path, error);
    }
  }
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([platform, folder]) => ({ platform, ...folder }));
}
