import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScript } from '../../bin/script/readScript.ts';
import { statementsOf } from '../../bin/script/statements.ts';
import { downstreamIn } from '../setup/commandLine.ts';

/** A script as it is written for the course's example, in the words of Keras 2. */
const vgg19 = `
import os
from keras.applications import VGG19
from keras.preprocessing.image import ImageDataGenerator
import matplotlib.pyplot as plt

base_dir = './cats_and_dogs'
train_dir = os.path.join(base_dir, 'train')
BATCH = 100
conv_base = VGG19(weights='imagenet',
                  include_top=False,   # no top
                  input_shape=(224, 224, 3))
conv_base.trainable = False

model = models.Sequential()
model.add(conv_base)
model.add(layers.Flatten())
model.add(layers.Dense(256, activation='relu', kernel_regularizer=regularizers.l2(0.001)))
model.add(layers.Dropout(0.5))
model.add(layers.Dense(1, activation='sigmoid'))
model.summary()

train_datagen = ImageDataGenerator(rescale=1./255, rotation_range=40, width_shift_range=0.2,
    zoom_range=[0.8, 1.2], horizontal_flip=True, channel_shift_range=3)
test_datagen = ImageDataGenerator(rescale=1./255)
train = train_datagen.flow_from_directory(train_dir, target_size=(224, 224), batch_size=BATCH, class_mode='binary')
validation = test_datagen.flow_from_directory('validation', target_size=(224, 224), batch_size=20, class_mode='binary')
model.compile(loss='binary_crossentropy', optimizer=optimizers.RMSprop(lr=2e-5), metrics=['acc'])
history = model.fit_generator(train, steps_per_epoch=2000 // BATCH, epochs=30, validation_data=validation,
    validation_steps=50, callbacks=[EarlyStopping(monitor='val_loss', patience=3), ModelCheckpoint('best.h5')])
plt.plot(history.history['acc']); plt.show()

conv_base.trainable = True
set_trainable = False
for layer in conv_base.layers:
    if layer.name == 'block5_conv1':
        set_trainable = True
    if set_trainable:
        layer.trainable = True
    else:
        layer.trainable = False
model.compile(loss='binary_crossentropy', optimizer=optimizers.Adam(learning_rate=1e-5), metrics=['acc'])
model.fit(train, steps_per_epoch=20, epochs=10, validation_data=validation)
model.save('cats.h5')
`;

const vgg19Recipe = {
  backbone: 'VGG19',
  weights: 'imagenet',
  inputSize: 224,
  interpolation: 'nearest',
  preprocessing: 'rescale',
  freeze: 'all',
  head: { pooling: 'flatten', dense: [{ units: 256, activation: 'relu', l2: 0.001, dropout: 0.5 }] },
  augmentation: { rotationRange: 40, widthShiftRange: 0.2, zoomRange: [0.8, 1.2], horizontalFlip: true },
  optimizer: { name: 'rmsprop', learningRate: 0.00002 },
  training: {
    epochs: 30,
    batchSize: 100,
    shuffle: true,
    stepsPerEpoch: 20,
    validationSteps: 50,
    earlyStopping: { monitor: 'valLoss', patience: 3 },
  },
  stages: [{ freeze: { before: 'block5_conv1' }, optimizer: { name: 'adam', learningRate: 0.00001 }, epochs: 10 }],
};

/** Another usual shape: the functional way, Keras 3's names, six classes. */
const resnet50 = `
import keras
from keras.applications.resnet50 import ResNet50, preprocess_input
SIZE = 224, 224
keras.utils.set_random_seed(7)
datagen = ImageDataGenerator(preprocessing_function=preprocess_input)
train = datagen.flow_from_directory("scenery/train", target_size=SIZE, class_mode="categorical", shuffle=False,
                                    classes=["buildings", "forest", "sea"])
base = ResNet50(include_top=False, weights="imagenet", input_tensor=keras.Input(shape=(224, 224, 3)))
for layer in base.layers[:-10]:
    layer.trainable = False
x = base.output
x = keras.layers.GlobalAveragePooling2D()(x)
x = keras.layers.Dropout(0.2)(x)
outputs = keras.layers.Dense(3, activation="softmax")(x)
model = keras.Model(inputs=base.input, outputs=outputs)
model.compile("adam", loss="categorical_crossentropy")
stop = keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2, min_lr=1e-6)
result = model.fit(train, epochs=5, class_weight={0: 1.0, 2: 2.5}, callbacks=[stop],
                   steps_per_epoch=train.samples // 32)
for epoch in range(5):
    print(epoch)
`;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'import-script-'));
});
afterAll(() => rm(home, { recursive: true }));

test('a script for VGG19 with two stages becomes a recipe, and what has no place in one is listed', () => {
  const { recipe, issues, unread } = readScript(vgg19);
  expect(recipe).toEqual(vgg19Recipe);
  expect(issues).toEqual([]);
  expect(unread.map(({ line, why }) => [line, why])).toEqual([
    [23, 'channel_shift_range has no place in a recipe'],
    [29, 'the callback ModelCheckpoint has no place in a recipe'],
    [29, 'it has other callbacks than the first fit, and a recipe has the same ones in every stage'],
  ]);
});

test('a script for ResNet50, in the functional way, becomes a recipe', () => {
  const { recipe, issues, unread } = readScript(resnet50);
  expect(recipe).toMatchObject({
    backbone: 'ResNet50',
    inputSize: 224,
    preprocessing: 'backbone',
    freeze: { before: 'conv5_block3_1_conv' },
    head: { pooling: 'avg', dense: [], dropout: 0.2 },
    optimizer: { name: 'adam' },
    training: {
      epochs: 5,
      batchSize: 32,
      shuffle: false,
      classWeight: { buildings: 1, sea: 2.5 },
      reduceLrOnPlateau: { factor: 0.5, patience: 2, minLr: 0.000001 },
    },
    seed: 7,
  });
  expect(issues).toEqual([]);
  expect(unread.map(({ why }) => why)).toEqual([
    expect.stringContaining('steps_per_epoch is not known'),
    expect.stringContaining('only loops over the layers'),
  ]);
});

test('the usual network from scratch is the CNN; another one is none', () => {
  const scratch = (filters: number[]) => `
model = Sequential([${filters.map((count) => `Conv2D(${count}, (3, 3)), MaxPooling2D(2)`).join(', ')},
  Flatten(), Dense(512, activation='relu'), Dense(1, activation='sigmoid')])
model.compile(loss='binary_crossentropy', optimizer='rmsprop')
model.fit(ImageDataGenerator(rescale=1/255).flow_from_directory('train', target_size=(150, 150)), epochs=30)
`;
  const { recipe, issues } = readScript(scratch([32, 64, 128, 128]));
  expect(recipe).toMatchObject({
    backbone: 'CNN',
    weights: 'random',
    freeze: 'none',
    inputSize: 150,
    head: { pooling: 'flatten', dense: [{ units: 512, activation: 'relu' }] },
  });
  expect(issues).toEqual([]);
  const other = readScript(scratch([16, 32]));
  expect(other.unread.map(({ why }) => why).join()).toContain('builds no network of keras.applications');
  expect(other.issues).not.toEqual([]);
});

test('statements are joined over brackets, backslashes and texts, and keep the line where they begin', () => {
  const source = 'a = (1,\n  2)  # pair\n\nb = "x # y"; c = 3\nd = 1 + \\\n  2\n"""a\nb"""\nif a:\n    e = 5\n';
  expect(statementsOf(source)).toEqual([
    { line: 1, indent: 0, text: 'a = (1,   2)' },
    { line: 4, indent: 0, text: 'b = "x # y"' },
    { line: 4, indent: 0, text: 'c = 3' },
    { line: 5, indent: 0, text: 'd = 1 +   2' },
    { line: 7, indent: 0, text: '"""a\nb"""' },
    { line: 9, indent: 0, text: 'if a:' },
    { line: 10, indent: 4, text: 'e = 5' },
  ]);
});

test('import-script writes the recipe of a notebook, and refuses what is no notebook', async () => {
  const cells = [
    { cell_type: 'markdown', source: ['# Cats and dogs'] },
    ...vgg19.split('\n\n').map((source) => ({ cell_type: 'code', source: [`%matplotlib inline\n${source}`] })),
  ];
  await writeFile(join(home, 'course.ipynb'), JSON.stringify({ cells }));
  const done = await downstreamIn(home, 'import-script', 'course.ipynb', '--out', 'recipe.yaml');
  expect(done).toMatchObject({ code: 0, stdout: '' });
  expect(done.stderr).toMatch(/^Not read:\n {2}line \d+: train_datagen = .*channel_shift_range has no place/);
  expect(parse(await readFile(join(home, 'recipe.yaml'), 'utf8'))).toEqual(vgg19Recipe);

  await writeFile(join(home, 'broken.ipynb'), 'no JSON');
  expect(await downstreamIn(home, 'import-script', 'broken.ipynb')).toMatchObject({ code: 4 });
  await writeFile(join(home, 'empty.py'), 'print("nothing")\n');
  const empty = await downstreamIn(home, 'import-script', 'empty.py');
  expect(empty).toMatchObject({ code: 4, stderr: expect.stringContaining('calls neither fit nor fit_generator') });
});
