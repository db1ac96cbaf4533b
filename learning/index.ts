// The library's public face: Keras's networks, recipes and training in TypeScript. The worker and the commands import
// this file alone. It loads TensorFlow.js, which takes a quarter of a second: a command that may not need it imports it
// when it does.
export { analyseModel, explainImage } from './analysis/analyseModel.ts';
export { askImage, type ImageAnswer } from './analysis/askImage.ts';
export { default as imagenetClasses } from './backbones/imagenetClasses.json' with { type: 'json' };
export { type DecodedImage, readImage } from './data/decodeImage.ts';
export type { ImageSource } from './data/imageSource.ts';
export { openArchive } from './dataset/archive.ts';
export { drawSplits } from './dataset/drawSplits.ts';
export { type Examined, examine } from './dataset/examine.ts';
export { examineAll } from './dataset/examineAll.ts';
export { findFaults, reportOf, takeDecision } from './dataset/findFaults.ts';
export { type ImageFolder, openImageFolder } from './dataset/imageFolder.ts';
export { type Listing, listFolder } from './dataset/listing.ts';
export { type DatasetFiles, type DatasetImage, readDataset } from './dataset/readDataset.ts';
export { openServerFolder } from './dataset/serverFolder.ts';
export { thumbnailOf } from './dataset/thumbnail.ts';
export { clearEngine } from './engine/clearEngine.ts';
export { chooseEngine, type Engine, type EngineChoice, type Probe, probeEngine, startEngine } from './engine/engine.ts';
export { engineFailure } from './engine/engineFailed.ts';
export { measureNetwork } from './engine/measureNetwork.ts';
export { isOnGpu } from './engine/native.ts';
export { startPlainJavaScript } from './engine/plainJavaScript.ts';
export { mayHaveGpu } from './engine/webgpuDevice.ts';
export type { Predictions } from './evaluation/evaluate.ts';
export { computeMetrics, type Metrics } from './evaluation/metrics.ts';
export { type EvaluationResult, type Scoring, scoreTestSet } from './evaluation/scoreTestSet.ts';
export { splitShares } from './evaluation/shares.ts';
export { type ExecutorChoice, isForced } from './executors/chooseExecutor.ts';
export { ExecutorFailed } from './executors/executorFailed.ts';
export { isSameMachine } from './executors/resumedProvenance.ts';
export { inFloat32 } from './export/description.ts';
export { exportModel } from './export/exportModel.ts';
export { pythonScript } from './export/pythonScript.ts';
export { type FeatureStoreSettings, openFeatureStore, type SharedFeatures } from './features/store/featureStore.ts';
export { backboneTableSource } from './network/backboneTable.ts';
export { countParameters } from './network/buildModel.ts';
export { describeModel, type ModelDescription } from './network/describeModel.ts';
export { readModel, type SavedModel, saveModel } from './network/savedModel.ts';
export {
  decodeTrainedParameters,
  encodeTrainedParameters,
  openTrainedModel,
  type TrainedParameters,
} from './network/trainedParameters.ts';
export { ruleOutOnnxRuntime, watchOnnxRuntime } from './onnx/runtime.ts';
export { checkImages, evaluateModel, type PretrainedNetwork, predictPretrained } from './predict.ts';
export { estimateExportMemory, estimateRunMemory, processMemory } from './recipe/estimateMemory.ts';
export type { EpochResult } from './training/epochResult.ts';
export { loopSchema, type SavedTensor, type TrainingState } from './training/trainingState.ts';
export {
  type PhaseProgress,
  type TrainedRecipe,
  type TrainingPlace,
  type TrainingTask,
  trainRecipe,
} from './trainRecipe.ts';
export { convertWeightsFile } from './weights/convertWeightsFile.ts';
export { imagenetReachable } from './weights/kerasWeights.ts';
export { missingWeights } from './weights/missingWeights.ts';
export { fetchPackage, type NpmPackage } from './weights/npmPackage.ts';
export { type PublishedWeights, writeWeights } from './weights/weightsFile.ts';
