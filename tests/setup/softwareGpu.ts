import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isWebgpuInstalled } from '../../learning/engine/webgpuDevice.ts';

/** SwiftShader, the Vulkan driver that computes on the processor, lies beside a system's Chromium. */
const drivers = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/usr/lib64/chromium-browser'];
const libraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** The environment variables with which the engine `webgpu` runs on SwiftShader; null where something is missing. */
export const softwareGpu: Record<string, string> | null = findSoftwareGpu();

if (!softwareGpu)
  console.warn('WebGPU is not tested: that needs libvulkan1, a system Chromium and the package webgpu.');

function findSoftwareGpu(): Record<string, string> | null {
  const driver = drivers.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find(existsSync);
  const hasVulkan = libraries.some(
    (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('libvulkan.so')),
  );
  if (!driver || !hasVulkan || !isWebgpuInstalled()) return null;
  return { VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver, WEBGPU_SOFTWARE_ADAPTER: 'allowed' };
}
