import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { probeEngine } from '../../../../learning/engine/engine.ts';
import { tryInProcess } from '../../../../learning/engine/trial.ts';
import { softwareGpu } from '../../../setup/softwareGpu.ts';

vi.setConfig({ testTimeout: 300_000 });

const failingProcess = fileURLToPath(new URL('./failingProcess.ts', import.meta.url));
const wrongKernel = new URL('./wrongKernel.ts', import.meta.url).href;

describe.runIf(softwareGpu)('on WebGPU', () => {
  test.each([
    ['lost', /^the loss of its GPU/],
    ['too large', /^an error of the GPU: .*exceeds the max buffer size limit/],
    ['refused', /^an error of the GPU: Dispatch size exceeds WebGPU limits/],
  ])('what is read after the engine failed (%s) is an error that says so, and no zeros', async (how, message) => {
    const trial = await tryInProcess(failingProcess, [how], softwareGpu!);
    const error = { name: 'EngineFailed', message: expect.stringMatching(message) };
    expect(trial).toMatchObject({
      works: true,
      answer: { first: error, atOnce: error, failure: expect.stringMatching(message) },
    });
  });

  test.each([
    ['wrong', /expected the gradient 2 of convolution 3×3 as in plain JavaScript, but it is off by/],
    ['missing', /Conv2DBackpropFilter.* not registered/],
  ])('the probe finds a gradient that is %s, and names it', async (how, why) => {
    const preloaded = { NODE_OPTIONS: `--import ${wrongKernel}?${how}` };
    expect(await probeEngine('webgpu', { ...softwareGpu, ...preloaded })).toEqual({
      works: false,
      why: expect.stringMatching(why),
    });
  });

  test('a GPU that the processor plays is taken only where it is asked for', async () => {
    expect(await probeEngine('webgpu', { ...softwareGpu, WEBGPU_SOFTWARE_ADAPTER: '' })).toEqual({
      works: false,
      why: expect.stringMatching(/the only adapter is .*swiftshader.*, which computes on the processor/),
    });
  });

  test('the probe of a machine without a driver says that it found no GPU', async () => {
    const none = { ...softwareGpu, VK_ICD_FILENAMES: '/nowhere', VK_DRIVER_FILES: '/nowhere' };
    expect(await probeEngine('webgpu', none)).toEqual({
      works: false,
      why: expect.stringContaining('no GPU was found that WebGPU can use'),
    });
  });
});
