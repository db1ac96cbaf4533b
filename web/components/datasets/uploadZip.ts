import { Upload } from 'tus-js-client';
import { uploadChunkBytes } from '#contracts/dataset';

/**
 * Sends a file to /uploads in pieces. After a lost connection it continues where it stopped. Resolves to the id that
 * `importDataset` takes. `onProgress` gets the share that has arrived, from 0 to 1.
 */
export function uploadZip(file: File, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/uploads',
      chunkSize: uploadChunkBytes,
      retryDelays: [0, 1_000, 3_000, 5_000],
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name },
      onProgress: (sent, total) => onProgress(total === 0 ? 0 : sent / total),
      onError: reject,
      onSuccess: () => {
        const id = upload.url?.split('/').at(-1);
        if (id) resolve(id);
        else reject(new Error('the server accepted the upload but named no address for it'));
      },
    });
    upload.start();
  });
}
