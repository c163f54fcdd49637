import { groupScans, type ImageFile, loadScan, openImagerFile, readRadiances } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import { USED_BANDS } from "../../study/index.js";
import type { RecordedScan } from "../../world/index.js";

/**
 * Opens the bands of one recorded scan that a scenario names.
 *
 * @throws {InputError} where a file is no image, or where they are not of one scan
 */
export async function readRecordedScan(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<RecordedScan> {
  const images: ImageFile[] = [];
  for (const { path, bytes } of files) {
    const file = await openImagerFile(bytes, path, path, () => readRadiances(bytes, path));
    if (!("head" in file)) throw new InputError(path, "is no image", "name ABI L1b radiances");
    images.push(file);
  }
  const [first, second] = groupScans(images);
  if (second !== undefined)
    throw new InputError(second.name, "is another scan than the first file's", "name the bands of one scan");
  const { bands, start, end } = await loadScan(first!, USED_BANDS);
  return { images: bands, start, end, swaths: first!.files[0]!.head.swaths };
}
