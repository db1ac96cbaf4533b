// Generated from learning/backbones by `npm run generate`; do not edit. A test checks that the two agree.

/**
 * `sides`: from an input of the first number of pixels on, the output has the second number. `layerSides`: from the
 * layer of the first number on, outputs have times × ⌊(size + add) / step⌋ + plus pixels of a side. `layers`: one a
 * line, its name, its class, the values that it puts out for one image of the backbone's own input size, how many
 * layers further on they are read last, its parameters where it has any, and the trainable ones where not all of them
 * are. One text, because the site carries this table.
 */
export interface BackboneFacts {
  channels: number;
  sides: [number, number][];
  layerSides: [from: number, times: number, step: number, add: number, plus: number][];
  layers: string;
}

export const backboneTable: Record<'Xception' | 'VGG16' | 'VGG19' | 'ResNet50' | 'ResNet50V2' | 'ResNet101' | 'ResNet101V2' | 'ResNet152' | 'ResNet152V2' | 'InceptionV3' | 'InceptionResNetV2' | 'MobileNet' | 'MobileNetV2' | 'DenseNet121' | 'DenseNet169' | 'DenseNet201' | 'NASNetMobile' | 'CNN', BackboneFacts> = {
  Xception: {
    channels: 2048,
    sides: [[71, 3], [103, 4], [135, 5], [167, 6], [199, 7], [231, 8], [263, 9], [295, 10], [327, 11], [359, 12], [391, 13], [423, 14], [455, 15], [487, 16], [519, 17], [551, 18], [583, 19], [615, 20], [647, 21], [679, 22], [711, 23], [743, 24], [775, 25], [807, 26], [839, 27], [871, 28], [903, 29], [935, 30], [967, 31], [999, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, -1], [4, 1, 2, 1, -3], [12, 1, 4, 1, -1], [22, 1, 8, 1, 0], [32, 1, 16, 9, 0], [122, 1, 32, 25, 0]],
    layers: `input_layer InputLayer 268203 1
block1_conv1 Conv2D 710432 1 864
block1_conv1_bn BatchNormalization 710432 1 128 64
block1_conv1_act Activation 710432 1
block1_conv2 Conv2D 1382976 1 18432
block1_conv2_bn BatchNormalization 1382976 1 256 128
block1_conv2_act Activation 1382976 6
block2_sepconv1 SeparableConv2D 2765952 1 8768
block2_sepconv1_bn BatchNormalization 2765952 1 512 256
block2_sepconv2_act Activation 2765952 1
block2_sepconv2 SeparableConv2D 2765952 1 17536
block2_sepconv2_bn BatchNormalization 2765952 2 512 256
conv2d Conv2D 700928 2 8192
block2_pool MaxPooling2D 700928 2
batch_normalization BatchNormalization 700928 1 512 256
add Add 700928 7
block3_sepconv1_act Activation 700928 1
block3_sepconv1 SeparableConv2D 1401856 1 33920
block3_sepconv1_bn BatchNormalization 1401856 1 1024 512
block3_sepconv2_act Activation 1401856 1
block3_sepconv2 SeparableConv2D 1401856 1 67840
block3_sepconv2_bn BatchNormalization 1401856 2 1024 512
conv2d_1 Conv2D 350464 2 32768
block3_pool MaxPooling2D 350464 2
batch_normalization_1 BatchNormalization 350464 1 1024 512
add_1 Add 350464 7
block4_sepconv1_act Activation 350464 1
block4_sepconv1 SeparableConv2D 996632 1 188672
block4_sepconv1_bn BatchNormalization 996632 1 2912 1456
block4_sepconv2_act Activation 996632 1
block4_sepconv2 SeparableConv2D 996632 1 536536
block4_sepconv2_bn BatchNormalization 996632 2 2912 1456
conv2d_2 Conv2D 262808 2 186368
block4_pool MaxPooling2D 262808 2
batch_normalization_2 BatchNormalization 262808 1 2912 1456
add_2 Add 262808 10
block5_sepconv1_act Activation 262808 1
block5_sepconv1 SeparableConv2D 262808 1 536536
block5_sepconv1_bn BatchNormalization 262808 1 2912 1456
block5_sepconv2_act Activation 262808 1
block5_sepconv2 SeparableConv2D 262808 1 536536
block5_sepconv2_bn BatchNormalization 262808 1 2912 1456
block5_sepconv3_act Activation 262808 1
block5_sepconv3 SeparableConv2D 262808 1 536536
block5_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_3 Add 262808 10
block6_sepconv1_act Activation 262808 1
block6_sepconv1 SeparableConv2D 262808 1 536536
block6_sepconv1_bn BatchNormalization 262808 1 2912 1456
block6_sepconv2_act Activation 262808 1
block6_sepconv2 SeparableConv2D 262808 1 536536
block6_sepconv2_bn BatchNormalization 262808 1 2912 1456
block6_sepconv3_act Activation 262808 1
block6_sepconv3 SeparableConv2D 262808 1 536536
block6_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_4 Add 262808 10
block7_sepconv1_act Activation 262808 1
block7_sepconv1 SeparableConv2D 262808 1 536536
block7_sepconv1_bn BatchNormalization 262808 1 2912 1456
block7_sepconv2_act Activation 262808 1
block7_sepconv2 SeparableConv2D 262808 1 536536
block7_sepconv2_bn BatchNormalization 262808 1 2912 1456
block7_sepconv3_act Activation 262808 1
block7_sepconv3 SeparableConv2D 262808 1 536536
block7_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_5 Add 262808 10
block8_sepconv1_act Activation 262808 1
block8_sepconv1 SeparableConv2D 262808 1 536536
block8_sepconv1_bn BatchNormalization 262808 1 2912 1456
block8_sepconv2_act Activation 262808 1
block8_sepconv2 SeparableConv2D 262808 1 536536
block8_sepconv2_bn BatchNormalization 262808 1 2912 1456
block8_sepconv3_act Activation 262808 1
block8_sepconv3 SeparableConv2D 262808 1 536536
block8_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_6 Add 262808 10
block9_sepconv1_act Activation 262808 1
block9_sepconv1 SeparableConv2D 262808 1 536536
block9_sepconv1_bn BatchNormalization 262808 1 2912 1456
block9_sepconv2_act Activation 262808 1
block9_sepconv2 SeparableConv2D 262808 1 536536
block9_sepconv2_bn BatchNormalization 262808 1 2912 1456
block9_sepconv3_act Activation 262808 1
block9_sepconv3 SeparableConv2D 262808 1 536536
block9_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_7 Add 262808 10
block10_sepconv1_act Activation 262808 1
block10_sepconv1 SeparableConv2D 262808 1 536536
block10_sepconv1_bn BatchNormalization 262808 1 2912 1456
block10_sepconv2_act Activation 262808 1
block10_sepconv2 SeparableConv2D 262808 1 536536
block10_sepconv2_bn BatchNormalization 262808 1 2912 1456
block10_sepconv3_act Activation 262808 1
block10_sepconv3 SeparableConv2D 262808 1 536536
block10_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_8 Add 262808 10
block11_sepconv1_act Activation 262808 1
block11_sepconv1 SeparableConv2D 262808 1 536536
block11_sepconv1_bn BatchNormalization 262808 1 2912 1456
block11_sepconv2_act Activation 262808 1
block11_sepconv2 SeparableConv2D 262808 1 536536
block11_sepconv2_bn BatchNormalization 262808 1 2912 1456
block11_sepconv3_act Activation 262808 1
block11_sepconv3 SeparableConv2D 262808 1 536536
block11_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_9 Add 262808 10
block12_sepconv1_act Activation 262808 1
block12_sepconv1 SeparableConv2D 262808 1 536536
block12_sepconv1_bn BatchNormalization 262808 1 2912 1456
block12_sepconv2_act Activation 262808 1
block12_sepconv2 SeparableConv2D 262808 1 536536
block12_sepconv2_bn BatchNormalization 262808 1 2912 1456
block12_sepconv3_act Activation 262808 1
block12_sepconv3 SeparableConv2D 262808 1 536536
block12_sepconv3_bn BatchNormalization 262808 1 2912 1456
add_10 Add 262808 7
block13_sepconv1_act Activation 262808 1
block13_sepconv1 SeparableConv2D 262808 1 536536
block13_sepconv1_bn BatchNormalization 262808 1 2912 1456
block13_sepconv2_act Activation 262808 1
block13_sepconv2 SeparableConv2D 369664 1 752024
block13_sepconv2_bn BatchNormalization 369664 2 4096 2048
conv2d_3 Conv2D 102400 2 745472
block13_pool MaxPooling2D 102400 2
batch_normalization_3 BatchNormalization 102400 1 4096 2048
add_11 Add 102400 1
block14_sepconv1 SeparableConv2D 153600 1 1582080
block14_sepconv1_bn BatchNormalization 153600 1 6144 3072
block14_sepconv1_act Activation 153600 1
block14_sepconv2 SeparableConv2D 204800 1 3159552
block14_sepconv2_bn BatchNormalization 204800 1 8192 4096
block14_sepconv2_act Activation 204800 1`,
  },
  VGG16: {
    channels: 512,
    sides: [[32, 1], [64, 2], [96, 3], [128, 4], [160, 5], [192, 6], [224, 7], [256, 8], [288, 9], [320, 10], [352, 11], [384, 12], [416, 13], [448, 14], [480, 15], [512, 16], [544, 17], [576, 18], [608, 19], [640, 20], [672, 21], [704, 22], [736, 23], [768, 24], [800, 25], [832, 26], [864, 27], [896, 28], [928, 29], [960, 30], [992, 31], [1024, 32]],
    layerSides: [[0, 1, 1, 0, 0], [3, 1, 2, 0, 0], [6, 1, 4, 0, 0], [10, 1, 8, 0, 0], [14, 1, 16, 0, 0], [18, 1, 32, 0, 0]],
    layers: `input_layer InputLayer 150528 1
block1_conv1 Conv2D 3211264 1 1792
block1_conv2 Conv2D 3211264 1 36928
block1_pool MaxPooling2D 802816 1
block2_conv1 Conv2D 1605632 1 73856
block2_conv2 Conv2D 1605632 1 147584
block2_pool MaxPooling2D 401408 1
block3_conv1 Conv2D 802816 1 295168
block3_conv2 Conv2D 802816 1 590080
block3_conv3 Conv2D 802816 1 590080
block3_pool MaxPooling2D 200704 1
block4_conv1 Conv2D 401408 1 1180160
block4_conv2 Conv2D 401408 1 2359808
block4_conv3 Conv2D 401408 1 2359808
block4_pool MaxPooling2D 100352 1
block5_conv1 Conv2D 100352 1 2359808
block5_conv2 Conv2D 100352 1 2359808
block5_conv3 Conv2D 100352 1 2359808
block5_pool MaxPooling2D 25088 1`,
  },
  VGG19: {
    channels: 512,
    sides: [[32, 1], [64, 2], [96, 3], [128, 4], [160, 5], [192, 6], [224, 7], [256, 8], [288, 9], [320, 10], [352, 11], [384, 12], [416, 13], [448, 14], [480, 15], [512, 16], [544, 17], [576, 18], [608, 19], [640, 20], [672, 21], [704, 22], [736, 23], [768, 24], [800, 25], [832, 26], [864, 27], [896, 28], [928, 29], [960, 30], [992, 31], [1024, 32]],
    layerSides: [[0, 1, 1, 0, 0], [3, 1, 2, 0, 0], [6, 1, 4, 0, 0], [11, 1, 8, 0, 0], [16, 1, 16, 0, 0], [21, 1, 32, 0, 0]],
    layers: `input_layer InputLayer 150528 1
block1_conv1 Conv2D 3211264 1 1792
block1_conv2 Conv2D 3211264 1 36928
block1_pool MaxPooling2D 802816 1
block2_conv1 Conv2D 1605632 1 73856
block2_conv2 Conv2D 1605632 1 147584
block2_pool MaxPooling2D 401408 1
block3_conv1 Conv2D 802816 1 295168
block3_conv2 Conv2D 802816 1 590080
block3_conv3 Conv2D 802816 1 590080
block3_conv4 Conv2D 802816 1 590080
block3_pool MaxPooling2D 200704 1
block4_conv1 Conv2D 401408 1 1180160
block4_conv2 Conv2D 401408 1 2359808
block4_conv3 Conv2D 401408 1 2359808
block4_conv4 Conv2D 401408 1 2359808
block4_pool MaxPooling2D 100352 1
block5_conv1 Conv2D 100352 1 2359808
block5_conv2 Conv2D 100352 1 2359808
block5_conv3 Conv2D 100352 1 2359808
block5_conv4 Conv2D 100352 1 2359808
block5_pool MaxPooling2D 25088 1`,
  },
  ResNet50: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [39, 1, 8, 7, 0], [81, 1, 16, 15, 0], [143, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 7
conv2_block1_1_conv Conv2D 200704 1 4160
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_conv Conv2D 200704 1 36928
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 2 16640
conv2_block1_0_bn BatchNormalization 802816 2 1024 512
conv2_block1_3_bn BatchNormalization 802816 1 1024 512
conv2_block1_add Add 802816 1
conv2_block1_out Activation 802816 9
conv2_block2_1_conv Conv2D 200704 1 16448
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_conv Conv2D 200704 1 36928
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_3_bn BatchNormalization 802816 1 1024 512
conv2_block2_add Add 802816 1
conv2_block2_out Activation 802816 9
conv2_block3_1_conv Conv2D 200704 1 16448
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_conv Conv2D 200704 1 36928
conv2_block3_2_bn BatchNormalization 200704 1 256 128
conv2_block3_2_relu Activation 200704 1
conv2_block3_3_conv Conv2D 802816 1 16640
conv2_block3_3_bn BatchNormalization 802816 1 1024 512
conv2_block3_add Add 802816 1
conv2_block3_out Activation 802816 7
conv3_block1_1_conv Conv2D 100352 1 32896
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 100352 1 147584
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 2 66048
conv3_block1_0_bn BatchNormalization 401408 2 2048 1024
conv3_block1_3_bn BatchNormalization 401408 1 2048 1024
conv3_block1_add Add 401408 1
conv3_block1_out Activation 401408 9
conv3_block2_1_conv Conv2D 100352 1 65664
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 100352 1 147584
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_3_bn BatchNormalization 401408 1 2048 1024
conv3_block2_add Add 401408 1
conv3_block2_out Activation 401408 9
conv3_block3_1_conv Conv2D 100352 1 65664
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 100352 1 147584
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_3_bn BatchNormalization 401408 1 2048 1024
conv3_block3_add Add 401408 1
conv3_block3_out Activation 401408 9
conv3_block4_1_conv Conv2D 100352 1 65664
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 100352 1 147584
conv3_block4_2_bn BatchNormalization 100352 1 512 256
conv3_block4_2_relu Activation 100352 1
conv3_block4_3_conv Conv2D 401408 1 66048
conv3_block4_3_bn BatchNormalization 401408 1 2048 1024
conv3_block4_add Add 401408 1
conv3_block4_out Activation 401408 7
conv4_block1_1_conv Conv2D 50176 1 131328
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_conv Conv2D 50176 1 590080
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 2 263168
conv4_block1_0_bn BatchNormalization 200704 2 4096 2048
conv4_block1_3_bn BatchNormalization 200704 1 4096 2048
conv4_block1_add Add 200704 1
conv4_block1_out Activation 200704 9
conv4_block2_1_conv Conv2D 50176 1 262400
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_conv Conv2D 50176 1 590080
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_3_bn BatchNormalization 200704 1 4096 2048
conv4_block2_add Add 200704 1
conv4_block2_out Activation 200704 9
conv4_block3_1_conv Conv2D 50176 1 262400
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_conv Conv2D 50176 1 590080
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_3_bn BatchNormalization 200704 1 4096 2048
conv4_block3_add Add 200704 1
conv4_block3_out Activation 200704 9
conv4_block4_1_conv Conv2D 50176 1 262400
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_conv Conv2D 50176 1 590080
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_3_bn BatchNormalization 200704 1 4096 2048
conv4_block4_add Add 200704 1
conv4_block4_out Activation 200704 9
conv4_block5_1_conv Conv2D 50176 1 262400
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_conv Conv2D 50176 1 590080
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_3_bn BatchNormalization 200704 1 4096 2048
conv4_block5_add Add 200704 1
conv4_block5_out Activation 200704 9
conv4_block6_1_conv Conv2D 50176 1 262400
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_conv Conv2D 50176 1 590080
conv4_block6_2_bn BatchNormalization 50176 1 1024 512
conv4_block6_2_relu Activation 50176 1
conv4_block6_3_conv Conv2D 200704 1 263168
conv4_block6_3_bn BatchNormalization 200704 1 4096 2048
conv4_block6_add Add 200704 1
conv4_block6_out Activation 200704 7
conv5_block1_1_conv Conv2D 25088 1 524800
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_conv Conv2D 25088 1 2359808
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 2 1050624
conv5_block1_0_bn BatchNormalization 100352 2 8192 4096
conv5_block1_3_bn BatchNormalization 100352 1 8192 4096
conv5_block1_add Add 100352 1
conv5_block1_out Activation 100352 9
conv5_block2_1_conv Conv2D 25088 1 1049088
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_conv Conv2D 25088 1 2359808
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_3_bn BatchNormalization 100352 1 8192 4096
conv5_block2_add Add 100352 1
conv5_block2_out Activation 100352 9
conv5_block3_1_conv Conv2D 25088 1 1049088
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_conv Conv2D 25088 1 2359808
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_3_bn BatchNormalization 100352 1 8192 4096
conv5_block3_add Add 100352 1
conv5_block3_out Activation 100352 1`,
  },
  ResNet50V2: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [3, 1, 2, 1, 2], [4, 1, 4, 3, 0], [10, 1, 4, 3, 2], [11, 1, 4, 3, 0], [22, 1, 4, 3, 2], [23, 1, 4, 3, 0], [33, 1, 4, 3, 2], [34, 1, 8, 7, 0], [45, 1, 8, 7, 2], [46, 1, 8, 7, 0], [57, 1, 8, 7, 2], [58, 1, 8, 7, 0], [68, 1, 8, 7, 2], [69, 1, 8, 7, 0], [79, 1, 8, 7, 2], [80, 1, 16, 15, 0], [91, 1, 16, 15, 2], [92, 1, 16, 15, 0], [103, 1, 16, 15, 2], [104, 1, 16, 15, 0], [114, 1, 16, 15, 2], [115, 1, 16, 15, 0], [125, 1, 16, 15, 2], [126, 1, 16, 15, 0], [136, 1, 16, 15, 2], [137, 1, 16, 15, 0], [147, 1, 16, 15, 2], [148, 1, 32, 31, 0], [159, 1, 32, 31, 2], [160, 1, 32, 31, 0], [171, 1, 32, 31, 2], [172, 1, 32, 31, 0], [182, 1, 32, 31, 2], [183, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 1
conv2_block1_preact_bn BatchNormalization 200704 1 256 128
conv2_block1_preact_relu Activation 200704 8
conv2_block1_1_conv Conv2D 200704 1 4096
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_pad ZeroPadding2D 215296 1
conv2_block1_2_conv Conv2D 200704 1 36864
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 1 16640
conv2_block1_out Add 802816 11
conv2_block2_preact_bn BatchNormalization 802816 1 1024 512
conv2_block2_preact_relu Activation 802816 1
conv2_block2_1_conv Conv2D 200704 1 16384
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_pad ZeroPadding2D 215296 1
conv2_block2_2_conv Conv2D 200704 1 36864
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_out Add 802816 10
conv2_block3_preact_bn BatchNormalization 802816 1 1024 512
conv2_block3_preact_relu Activation 802816 1
conv2_block3_1_conv Conv2D 200704 1 16384
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_pad ZeroPadding2D 215296 1
conv2_block3_2_conv Conv2D 50176 1 36864
conv2_block3_2_bn BatchNormalization 50176 1 256 128
conv2_block3_2_relu Activation 50176 2
max_pooling2d MaxPooling2D 200704 2
conv2_block3_3_conv Conv2D 200704 1 16640
conv2_block3_out Add 200704 1
conv3_block1_preact_bn BatchNormalization 200704 1 1024 512
conv3_block1_preact_relu Activation 200704 8
conv3_block1_1_conv Conv2D 100352 1 32768
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_pad ZeroPadding2D 115200 1
conv3_block1_2_conv Conv2D 100352 1 147456
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 1 66048
conv3_block1_out Add 401408 11
conv3_block2_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block2_preact_relu Activation 401408 1
conv3_block2_1_conv Conv2D 100352 1 65536
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_pad ZeroPadding2D 115200 1
conv3_block2_2_conv Conv2D 100352 1 147456
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_out Add 401408 11
conv3_block3_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block3_preact_relu Activation 401408 1
conv3_block3_1_conv Conv2D 100352 1 65536
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_pad ZeroPadding2D 115200 1
conv3_block3_2_conv Conv2D 100352 1 147456
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_out Add 401408 10
conv3_block4_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block4_preact_relu Activation 401408 1
conv3_block4_1_conv Conv2D 100352 1 65536
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_pad ZeroPadding2D 115200 1
conv3_block4_2_conv Conv2D 25088 1 147456
conv3_block4_2_bn BatchNormalization 25088 1 512 256
conv3_block4_2_relu Activation 25088 2
max_pooling2d_1 MaxPooling2D 100352 2
conv3_block4_3_conv Conv2D 100352 1 66048
conv3_block4_out Add 100352 1
conv4_block1_preact_bn BatchNormalization 100352 1 2048 1024
conv4_block1_preact_relu Activation 100352 8
conv4_block1_1_conv Conv2D 50176 1 131072
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_pad ZeroPadding2D 65536 1
conv4_block1_2_conv Conv2D 50176 1 589824
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 1 263168
conv4_block1_out Add 200704 11
conv4_block2_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block2_preact_relu Activation 200704 1
conv4_block2_1_conv Conv2D 50176 1 262144
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_pad ZeroPadding2D 65536 1
conv4_block2_2_conv Conv2D 50176 1 589824
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_out Add 200704 11
conv4_block3_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block3_preact_relu Activation 200704 1
conv4_block3_1_conv Conv2D 50176 1 262144
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_pad ZeroPadding2D 65536 1
conv4_block3_2_conv Conv2D 50176 1 589824
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_out Add 200704 11
conv4_block4_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block4_preact_relu Activation 200704 1
conv4_block4_1_conv Conv2D 50176 1 262144
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_pad ZeroPadding2D 65536 1
conv4_block4_2_conv Conv2D 50176 1 589824
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_out Add 200704 11
conv4_block5_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block5_preact_relu Activation 200704 1
conv4_block5_1_conv Conv2D 50176 1 262144
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_pad ZeroPadding2D 65536 1
conv4_block5_2_conv Conv2D 50176 1 589824
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_out Add 200704 10
conv4_block6_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block6_preact_relu Activation 200704 1
conv4_block6_1_conv Conv2D 50176 1 262144
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_pad ZeroPadding2D 65536 1
conv4_block6_2_conv Conv2D 12544 1 589824
conv4_block6_2_bn BatchNormalization 12544 1 1024 512
conv4_block6_2_relu Activation 12544 2
max_pooling2d_2 MaxPooling2D 50176 2
conv4_block6_3_conv Conv2D 50176 1 263168
conv4_block6_out Add 50176 1
conv5_block1_preact_bn BatchNormalization 50176 1 4096 2048
conv5_block1_preact_relu Activation 50176 8
conv5_block1_1_conv Conv2D 25088 1 524288
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_pad ZeroPadding2D 41472 1
conv5_block1_2_conv Conv2D 25088 1 2359296
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 1 1050624
conv5_block1_out Add 100352 11
conv5_block2_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block2_preact_relu Activation 100352 1
conv5_block2_1_conv Conv2D 25088 1 1048576
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_pad ZeroPadding2D 41472 1
conv5_block2_2_conv Conv2D 25088 1 2359296
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_out Add 100352 11
conv5_block3_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block3_preact_relu Activation 100352 1
conv5_block3_1_conv Conv2D 25088 1 1048576
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_pad ZeroPadding2D 41472 1
conv5_block3_2_conv Conv2D 25088 1 2359296
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_out Add 100352 1
post_bn BatchNormalization 100352 1 8192 4096
post_relu Activation 100352 1`,
  },
  ResNet101: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [39, 1, 8, 7, 0], [81, 1, 16, 15, 0], [313, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 7
conv2_block1_1_conv Conv2D 200704 1 4160
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_conv Conv2D 200704 1 36928
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 2 16640
conv2_block1_0_bn BatchNormalization 802816 2 1024 512
conv2_block1_3_bn BatchNormalization 802816 1 1024 512
conv2_block1_add Add 802816 1
conv2_block1_out Activation 802816 9
conv2_block2_1_conv Conv2D 200704 1 16448
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_conv Conv2D 200704 1 36928
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_3_bn BatchNormalization 802816 1 1024 512
conv2_block2_add Add 802816 1
conv2_block2_out Activation 802816 9
conv2_block3_1_conv Conv2D 200704 1 16448
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_conv Conv2D 200704 1 36928
conv2_block3_2_bn BatchNormalization 200704 1 256 128
conv2_block3_2_relu Activation 200704 1
conv2_block3_3_conv Conv2D 802816 1 16640
conv2_block3_3_bn BatchNormalization 802816 1 1024 512
conv2_block3_add Add 802816 1
conv2_block3_out Activation 802816 7
conv3_block1_1_conv Conv2D 100352 1 32896
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 100352 1 147584
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 2 66048
conv3_block1_0_bn BatchNormalization 401408 2 2048 1024
conv3_block1_3_bn BatchNormalization 401408 1 2048 1024
conv3_block1_add Add 401408 1
conv3_block1_out Activation 401408 9
conv3_block2_1_conv Conv2D 100352 1 65664
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 100352 1 147584
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_3_bn BatchNormalization 401408 1 2048 1024
conv3_block2_add Add 401408 1
conv3_block2_out Activation 401408 9
conv3_block3_1_conv Conv2D 100352 1 65664
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 100352 1 147584
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_3_bn BatchNormalization 401408 1 2048 1024
conv3_block3_add Add 401408 1
conv3_block3_out Activation 401408 9
conv3_block4_1_conv Conv2D 100352 1 65664
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 100352 1 147584
conv3_block4_2_bn BatchNormalization 100352 1 512 256
conv3_block4_2_relu Activation 100352 1
conv3_block4_3_conv Conv2D 401408 1 66048
conv3_block4_3_bn BatchNormalization 401408 1 2048 1024
conv3_block4_add Add 401408 1
conv3_block4_out Activation 401408 7
conv4_block1_1_conv Conv2D 50176 1 131328
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_conv Conv2D 50176 1 590080
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 2 263168
conv4_block1_0_bn BatchNormalization 200704 2 4096 2048
conv4_block1_3_bn BatchNormalization 200704 1 4096 2048
conv4_block1_add Add 200704 1
conv4_block1_out Activation 200704 9
conv4_block2_1_conv Conv2D 50176 1 262400
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_conv Conv2D 50176 1 590080
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_3_bn BatchNormalization 200704 1 4096 2048
conv4_block2_add Add 200704 1
conv4_block2_out Activation 200704 9
conv4_block3_1_conv Conv2D 50176 1 262400
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_conv Conv2D 50176 1 590080
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_3_bn BatchNormalization 200704 1 4096 2048
conv4_block3_add Add 200704 1
conv4_block3_out Activation 200704 9
conv4_block4_1_conv Conv2D 50176 1 262400
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_conv Conv2D 50176 1 590080
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_3_bn BatchNormalization 200704 1 4096 2048
conv4_block4_add Add 200704 1
conv4_block4_out Activation 200704 9
conv4_block5_1_conv Conv2D 50176 1 262400
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_conv Conv2D 50176 1 590080
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_3_bn BatchNormalization 200704 1 4096 2048
conv4_block5_add Add 200704 1
conv4_block5_out Activation 200704 9
conv4_block6_1_conv Conv2D 50176 1 262400
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_conv Conv2D 50176 1 590080
conv4_block6_2_bn BatchNormalization 50176 1 1024 512
conv4_block6_2_relu Activation 50176 1
conv4_block6_3_conv Conv2D 200704 1 263168
conv4_block6_3_bn BatchNormalization 200704 1 4096 2048
conv4_block6_add Add 200704 1
conv4_block6_out Activation 200704 9
conv4_block7_1_conv Conv2D 50176 1 262400
conv4_block7_1_bn BatchNormalization 50176 1 1024 512
conv4_block7_1_relu Activation 50176 1
conv4_block7_2_conv Conv2D 50176 1 590080
conv4_block7_2_bn BatchNormalization 50176 1 1024 512
conv4_block7_2_relu Activation 50176 1
conv4_block7_3_conv Conv2D 200704 1 263168
conv4_block7_3_bn BatchNormalization 200704 1 4096 2048
conv4_block7_add Add 200704 1
conv4_block7_out Activation 200704 9
conv4_block8_1_conv Conv2D 50176 1 262400
conv4_block8_1_bn BatchNormalization 50176 1 1024 512
conv4_block8_1_relu Activation 50176 1
conv4_block8_2_conv Conv2D 50176 1 590080
conv4_block8_2_bn BatchNormalization 50176 1 1024 512
conv4_block8_2_relu Activation 50176 1
conv4_block8_3_conv Conv2D 200704 1 263168
conv4_block8_3_bn BatchNormalization 200704 1 4096 2048
conv4_block8_add Add 200704 1
conv4_block8_out Activation 200704 9
conv4_block9_1_conv Conv2D 50176 1 262400
conv4_block9_1_bn BatchNormalization 50176 1 1024 512
conv4_block9_1_relu Activation 50176 1
conv4_block9_2_conv Conv2D 50176 1 590080
conv4_block9_2_bn BatchNormalization 50176 1 1024 512
conv4_block9_2_relu Activation 50176 1
conv4_block9_3_conv Conv2D 200704 1 263168
conv4_block9_3_bn BatchNormalization 200704 1 4096 2048
conv4_block9_add Add 200704 1
conv4_block9_out Activation 200704 9
conv4_block10_1_conv Conv2D 50176 1 262400
conv4_block10_1_bn BatchNormalization 50176 1 1024 512
conv4_block10_1_relu Activation 50176 1
conv4_block10_2_conv Conv2D 50176 1 590080
conv4_block10_2_bn BatchNormalization 50176 1 1024 512
conv4_block10_2_relu Activation 50176 1
conv4_block10_3_conv Conv2D 200704 1 263168
conv4_block10_3_bn BatchNormalization 200704 1 4096 2048
conv4_block10_add Add 200704 1
conv4_block10_out Activation 200704 9
conv4_block11_1_conv Conv2D 50176 1 262400
conv4_block11_1_bn BatchNormalization 50176 1 1024 512
conv4_block11_1_relu Activation 50176 1
conv4_block11_2_conv Conv2D 50176 1 590080
conv4_block11_2_bn BatchNormalization 50176 1 1024 512
conv4_block11_2_relu Activation 50176 1
conv4_block11_3_conv Conv2D 200704 1 263168
conv4_block11_3_bn BatchNormalization 200704 1 4096 2048
conv4_block11_add Add 200704 1
conv4_block11_out Activation 200704 9
conv4_block12_1_conv Conv2D 50176 1 262400
conv4_block12_1_bn BatchNormalization 50176 1 1024 512
conv4_block12_1_relu Activation 50176 1
conv4_block12_2_conv Conv2D 50176 1 590080
conv4_block12_2_bn BatchNormalization 50176 1 1024 512
conv4_block12_2_relu Activation 50176 1
conv4_block12_3_conv Conv2D 200704 1 263168
conv4_block12_3_bn BatchNormalization 200704 1 4096 2048
conv4_block12_add Add 200704 1
conv4_block12_out Activation 200704 9
conv4_block13_1_conv Conv2D 50176 1 262400
conv4_block13_1_bn BatchNormalization 50176 1 1024 512
conv4_block13_1_relu Activation 50176 1
conv4_block13_2_conv Conv2D 50176 1 590080
conv4_block13_2_bn BatchNormalization 50176 1 1024 512
conv4_block13_2_relu Activation 50176 1
conv4_block13_3_conv Conv2D 200704 1 263168
conv4_block13_3_bn BatchNormalization 200704 1 4096 2048
conv4_block13_add Add 200704 1
conv4_block13_out Activation 200704 9
conv4_block14_1_conv Conv2D 50176 1 262400
conv4_block14_1_bn BatchNormalization 50176 1 1024 512
conv4_block14_1_relu Activation 50176 1
conv4_block14_2_conv Conv2D 50176 1 590080
conv4_block14_2_bn BatchNormalization 50176 1 1024 512
conv4_block14_2_relu Activation 50176 1
conv4_block14_3_conv Conv2D 200704 1 263168
conv4_block14_3_bn BatchNormalization 200704 1 4096 2048
conv4_block14_add Add 200704 1
conv4_block14_out Activation 200704 9
conv4_block15_1_conv Conv2D 50176 1 262400
conv4_block15_1_bn BatchNormalization 50176 1 1024 512
conv4_block15_1_relu Activation 50176 1
conv4_block15_2_conv Conv2D 50176 1 590080
conv4_block15_2_bn BatchNormalization 50176 1 1024 512
conv4_block15_2_relu Activation 50176 1
conv4_block15_3_conv Conv2D 200704 1 263168
conv4_block15_3_bn BatchNormalization 200704 1 4096 2048
conv4_block15_add Add 200704 1
conv4_block15_out Activation 200704 9
conv4_block16_1_conv Conv2D 50176 1 262400
conv4_block16_1_bn BatchNormalization 50176 1 1024 512
conv4_block16_1_relu Activation 50176 1
conv4_block16_2_conv Conv2D 50176 1 590080
conv4_block16_2_bn BatchNormalization 50176 1 1024 512
conv4_block16_2_relu Activation 50176 1
conv4_block16_3_conv Conv2D 200704 1 263168
conv4_block16_3_bn BatchNormalization 200704 1 4096 2048
conv4_block16_add Add 200704 1
conv4_block16_out Activation 200704 9
conv4_block17_1_conv Conv2D 50176 1 262400
conv4_block17_1_bn BatchNormalization 50176 1 1024 512
conv4_block17_1_relu Activation 50176 1
conv4_block17_2_conv Conv2D 50176 1 590080
conv4_block17_2_bn BatchNormalization 50176 1 1024 512
conv4_block17_2_relu Activation 50176 1
conv4_block17_3_conv Conv2D 200704 1 263168
conv4_block17_3_bn BatchNormalization 200704 1 4096 2048
conv4_block17_add Add 200704 1
conv4_block17_out Activation 200704 9
conv4_block18_1_conv Conv2D 50176 1 262400
conv4_block18_1_bn BatchNormalization 50176 1 1024 512
conv4_block18_1_relu Activation 50176 1
conv4_block18_2_conv Conv2D 50176 1 590080
conv4_block18_2_bn BatchNormalization 50176 1 1024 512
conv4_block18_2_relu Activation 50176 1
conv4_block18_3_conv Conv2D 200704 1 263168
conv4_block18_3_bn BatchNormalization 200704 1 4096 2048
conv4_block18_add Add 200704 1
conv4_block18_out Activation 200704 9
conv4_block19_1_conv Conv2D 50176 1 262400
conv4_block19_1_bn BatchNormalization 50176 1 1024 512
conv4_block19_1_relu Activation 50176 1
conv4_block19_2_conv Conv2D 50176 1 590080
conv4_block19_2_bn BatchNormalization 50176 1 1024 512
conv4_block19_2_relu Activation 50176 1
conv4_block19_3_conv Conv2D 200704 1 263168
conv4_block19_3_bn BatchNormalization 200704 1 4096 2048
conv4_block19_add Add 200704 1
conv4_block19_out Activation 200704 9
conv4_block20_1_conv Conv2D 50176 1 262400
conv4_block20_1_bn BatchNormalization 50176 1 1024 512
conv4_block20_1_relu Activation 50176 1
conv4_block20_2_conv Conv2D 50176 1 590080
conv4_block20_2_bn BatchNormalization 50176 1 1024 512
conv4_block20_2_relu Activation 50176 1
conv4_block20_3_conv Conv2D 200704 1 263168
conv4_block20_3_bn BatchNormalization 200704 1 4096 2048
conv4_block20_add Add 200704 1
conv4_block20_out Activation 200704 9
conv4_block21_1_conv Conv2D 50176 1 262400
conv4_block21_1_bn BatchNormalization 50176 1 1024 512
conv4_block21_1_relu Activation 50176 1
conv4_block21_2_conv Conv2D 50176 1 590080
conv4_block21_2_bn BatchNormalization 50176 1 1024 512
conv4_block21_2_relu Activation 50176 1
conv4_block21_3_conv Conv2D 200704 1 263168
conv4_block21_3_bn BatchNormalization 200704 1 4096 2048
conv4_block21_add Add 200704 1
conv4_block21_out Activation 200704 9
conv4_block22_1_conv Conv2D 50176 1 262400
conv4_block22_1_bn BatchNormalization 50176 1 1024 512
conv4_block22_1_relu Activation 50176 1
conv4_block22_2_conv Conv2D 50176 1 590080
conv4_block22_2_bn BatchNormalization 50176 1 1024 512
conv4_block22_2_relu Activation 50176 1
conv4_block22_3_conv Conv2D 200704 1 263168
conv4_block22_3_bn BatchNormalization 200704 1 4096 2048
conv4_block22_add Add 200704 1
conv4_block22_out Activation 200704 9
conv4_block23_1_conv Conv2D 50176 1 262400
conv4_block23_1_bn BatchNormalization 50176 1 1024 512
conv4_block23_1_relu Activation 50176 1
conv4_block23_2_conv Conv2D 50176 1 590080
conv4_block23_2_bn BatchNormalization 50176 1 1024 512
conv4_block23_2_relu Activation 50176 1
conv4_block23_3_conv Conv2D 200704 1 263168
conv4_block23_3_bn BatchNormalization 200704 1 4096 2048
conv4_block23_add Add 200704 1
conv4_block23_out Activation 200704 7
conv5_block1_1_conv Conv2D 25088 1 524800
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_conv Conv2D 25088 1 2359808
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 2 1050624
conv5_block1_0_bn BatchNormalization 100352 2 8192 4096
conv5_block1_3_bn BatchNormalization 100352 1 8192 4096
conv5_block1_add Add 100352 1
conv5_block1_out Activation 100352 9
conv5_block2_1_conv Conv2D 25088 1 1049088
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_conv Conv2D 25088 1 2359808
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_3_bn BatchNormalization 100352 1 8192 4096
conv5_block2_add Add 100352 1
conv5_block2_out Activation 100352 9
conv5_block3_1_conv Conv2D 25088 1 1049088
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_conv Conv2D 25088 1 2359808
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_3_bn BatchNormalization 100352 1 8192 4096
conv5_block3_add Add 100352 1
conv5_block3_out Activation 100352 1`,
  },
  ResNet101V2: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [3, 1, 2, 1, 2], [4, 1, 4, 3, 0], [10, 1, 4, 3, 2], [11, 1, 4, 3, 0], [22, 1, 4, 3, 2], [23, 1, 4, 3, 0], [33, 1, 4, 3, 2], [34, 1, 8, 7, 0], [45, 1, 8, 7, 2], [46, 1, 8, 7, 0], [57, 1, 8, 7, 2], [58, 1, 8, 7, 0], [68, 1, 8, 7, 2], [69, 1, 8, 7, 0], [79, 1, 8, 7, 2], [80, 1, 16, 15, 0], [91, 1, 16, 15, 2], [92, 1, 16, 15, 0], [103, 1, 16, 15, 2], [104, 1, 16, 15, 0], [114, 1, 16, 15, 2], [115, 1, 16, 15, 0], [125, 1, 16, 15, 2], [126, 1, 16, 15, 0], [136, 1, 16, 15, 2], [137, 1, 16, 15, 0], [147, 1, 16, 15, 2], [148, 1, 16, 15, 0], [158, 1, 16, 15, 2], [159, 1, 16, 15, 0], [169, 1, 16, 15, 2], [170, 1, 16, 15, 0], [180, 1, 16, 15, 2], [181, 1, 16, 15, 0], [191, 1, 16, 15, 2], [192, 1, 16, 15, 0], [202, 1, 16, 15, 2], [203, 1, 16, 15, 0], [213, 1, 16, 15, 2], [214, 1, 16, 15, 0], [224, 1, 16, 15, 2], [225, 1, 16, 15, 0], [235, 1, 16, 15, 2], [236, 1, 16, 15, 0], [246, 1, 16, 15, 2], [247, 1, 16, 15, 0], [257, 1, 16, 15, 2], [258, 1, 16, 15, 0], [268, 1, 16, 15, 2], [269, 1, 16, 15, 0], [279, 1, 16, 15, 2], [280, 1, 16, 15, 0], [290, 1, 16, 15, 2], [291, 1, 16, 15, 0], [301, 1, 16, 15, 2], [302, 1, 16, 15, 0], [312, 1, 16, 15, 2], [313, 1, 16, 15, 0], [323, 1, 16, 15, 2], [324, 1, 16, 15, 0], [334, 1, 16, 15, 2], [335, 1, 32, 31, 0], [346, 1, 32, 31, 2], [347, 1, 32, 31, 0], [358, 1, 32, 31, 2], [359, 1, 32, 31, 0], [369, 1, 32, 31, 2], [370, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 1
conv2_block1_preact_bn BatchNormalization 200704 1 256 128
conv2_block1_preact_relu Activation 200704 8
conv2_block1_1_conv Conv2D 200704 1 4096
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_pad ZeroPadding2D 215296 1
conv2_block1_2_conv Conv2D 200704 1 36864
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 1 16640
conv2_block1_out Add 802816 11
conv2_block2_preact_bn BatchNormalization 802816 1 1024 512
conv2_block2_preact_relu Activation 802816 1
conv2_block2_1_conv Conv2D 200704 1 16384
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_pad ZeroPadding2D 215296 1
conv2_block2_2_conv Conv2D 200704 1 36864
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_out Add 802816 10
conv2_block3_preact_bn BatchNormalization 802816 1 1024 512
conv2_block3_preact_relu Activation 802816 1
conv2_block3_1_conv Conv2D 200704 1 16384
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_pad ZeroPadding2D 215296 1
conv2_block3_2_conv Conv2D 50176 1 36864
conv2_block3_2_bn BatchNormalization 50176 1 256 128
conv2_block3_2_relu Activation 50176 2
max_pooling2d MaxPooling2D 200704 2
conv2_block3_3_conv Conv2D 200704 1 16640
conv2_block3_out Add 200704 1
conv3_block1_preact_bn BatchNormalization 200704 1 1024 512
conv3_block1_preact_relu Activation 200704 8
conv3_block1_1_conv Conv2D 100352 1 32768
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_pad ZeroPadding2D 115200 1
conv3_block1_2_conv Conv2D 100352 1 147456
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 1 66048
conv3_block1_out Add 401408 11
conv3_block2_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block2_preact_relu Activation 401408 1
conv3_block2_1_conv Conv2D 100352 1 65536
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_pad ZeroPadding2D 115200 1
conv3_block2_2_conv Conv2D 100352 1 147456
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_out Add 401408 11
conv3_block3_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block3_preact_relu Activation 401408 1
conv3_block3_1_conv Conv2D 100352 1 65536
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_pad ZeroPadding2D 115200 1
conv3_block3_2_conv Conv2D 100352 1 147456
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_out Add 401408 10
conv3_block4_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block4_preact_relu Activation 401408 1
conv3_block4_1_conv Conv2D 100352 1 65536
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_pad ZeroPadding2D 115200 1
conv3_block4_2_conv Conv2D 25088 1 147456
conv3_block4_2_bn BatchNormalization 25088 1 512 256
conv3_block4_2_relu Activation 25088 2
max_pooling2d_1 MaxPooling2D 100352 2
conv3_block4_3_conv Conv2D 100352 1 66048
conv3_block4_out Add 100352 1
conv4_block1_preact_bn BatchNormalization 100352 1 2048 1024
conv4_block1_preact_relu Activation 100352 8
conv4_block1_1_conv Conv2D 50176 1 131072
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_pad ZeroPadding2D 65536 1
conv4_block1_2_conv Conv2D 50176 1 589824
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 1 263168
conv4_block1_out Add 200704 11
conv4_block2_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block2_preact_relu Activation 200704 1
conv4_block2_1_conv Conv2D 50176 1 262144
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_pad ZeroPadding2D 65536 1
conv4_block2_2_conv Conv2D 50176 1 589824
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_out Add 200704 11
conv4_block3_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block3_preact_relu Activation 200704 1
conv4_block3_1_conv Conv2D 50176 1 262144
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_pad ZeroPadding2D 65536 1
conv4_block3_2_conv Conv2D 50176 1 589824
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_out Add 200704 11
conv4_block4_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block4_preact_relu Activation 200704 1
conv4_block4_1_conv Conv2D 50176 1 262144
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_pad ZeroPadding2D 65536 1
conv4_block4_2_conv Conv2D 50176 1 589824
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_out Add 200704 11
conv4_block5_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block5_preact_relu Activation 200704 1
conv4_block5_1_conv Conv2D 50176 1 262144
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_pad ZeroPadding2D 65536 1
conv4_block5_2_conv Conv2D 50176 1 589824
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_out Add 200704 11
conv4_block6_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block6_preact_relu Activation 200704 1
conv4_block6_1_conv Conv2D 50176 1 262144
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_pad ZeroPadding2D 65536 1
conv4_block6_2_conv Conv2D 50176 1 589824
conv4_block6_2_bn BatchNormalization 50176 1 1024 512
conv4_block6_2_relu Activation 50176 1
conv4_block6_3_conv Conv2D 200704 1 263168
conv4_block6_out Add 200704 11
conv4_block7_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block7_preact_relu Activation 200704 1
conv4_block7_1_conv Conv2D 50176 1 262144
conv4_block7_1_bn BatchNormalization 50176 1 1024 512
conv4_block7_1_relu Activation 50176 1
conv4_block7_2_pad ZeroPadding2D 65536 1
conv4_block7_2_conv Conv2D 50176 1 589824
conv4_block7_2_bn BatchNormalization 50176 1 1024 512
conv4_block7_2_relu Activation 50176 1
conv4_block7_3_conv Conv2D 200704 1 263168
conv4_block7_out Add 200704 11
conv4_block8_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block8_preact_relu Activation 200704 1
conv4_block8_1_conv Conv2D 50176 1 262144
conv4_block8_1_bn BatchNormalization 50176 1 1024 512
conv4_block8_1_relu Activation 50176 1
conv4_block8_2_pad ZeroPadding2D 65536 1
conv4_block8_2_conv Conv2D 50176 1 589824
conv4_block8_2_bn BatchNormalization 50176 1 1024 512
conv4_block8_2_relu Activation 50176 1
conv4_block8_3_conv Conv2D 200704 1 263168
conv4_block8_out Add 200704 11
conv4_block9_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block9_preact_relu Activation 200704 1
conv4_block9_1_conv Conv2D 50176 1 262144
conv4_block9_1_bn BatchNormalization 50176 1 1024 512
conv4_block9_1_relu Activation 50176 1
conv4_block9_2_pad ZeroPadding2D 65536 1
conv4_block9_2_conv Conv2D 50176 1 589824
conv4_block9_2_bn BatchNormalization 50176 1 1024 512
conv4_block9_2_relu Activation 50176 1
conv4_block9_3_conv Conv2D 200704 1 263168
conv4_block9_out Add 200704 11
conv4_block10_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block10_preact_relu Activation 200704 1
conv4_block10_1_conv Conv2D 50176 1 262144
conv4_block10_1_bn BatchNormalization 50176 1 1024 512
conv4_block10_1_relu Activation 50176 1
conv4_block10_2_pad ZeroPadding2D 65536 1
conv4_block10_2_conv Conv2D 50176 1 589824
conv4_block10_2_bn BatchNormalization 50176 1 1024 512
conv4_block10_2_relu Activation 50176 1
conv4_block10_3_conv Conv2D 200704 1 263168
conv4_block10_out Add 200704 11
conv4_block11_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block11_preact_relu Activation 200704 1
conv4_block11_1_conv Conv2D 50176 1 262144
conv4_block11_1_bn BatchNormalization 50176 1 1024 512
conv4_block11_1_relu Activation 50176 1
conv4_block11_2_pad ZeroPadding2D 65536 1
conv4_block11_2_conv Conv2D 50176 1 589824
conv4_block11_2_bn BatchNormalization 50176 1 1024 512
conv4_block11_2_relu Activation 50176 1
conv4_block11_3_conv Conv2D 200704 1 263168
conv4_block11_out Add 200704 11
conv4_block12_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block12_preact_relu Activation 200704 1
conv4_block12_1_conv Conv2D 50176 1 262144
conv4_block12_1_bn BatchNormalization 50176 1 1024 512
conv4_block12_1_relu Activation 50176 1
conv4_block12_2_pad ZeroPadding2D 65536 1
conv4_block12_2_conv Conv2D 50176 1 589824
conv4_block12_2_bn BatchNormalization 50176 1 1024 512
conv4_block12_2_relu Activation 50176 1
conv4_block12_3_conv Conv2D 200704 1 263168
conv4_block12_out Add 200704 11
conv4_block13_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block13_preact_relu Activation 200704 1
conv4_block13_1_conv Conv2D 50176 1 262144
conv4_block13_1_bn BatchNormalization 50176 1 1024 512
conv4_block13_1_relu Activation 50176 1
conv4_block13_2_pad ZeroPadding2D 65536 1
conv4_block13_2_conv Conv2D 50176 1 589824
conv4_block13_2_bn BatchNormalization 50176 1 1024 512
conv4_block13_2_relu Activation 50176 1
conv4_block13_3_conv Conv2D 200704 1 263168
conv4_block13_out Add 200704 11
conv4_block14_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block14_preact_relu Activation 200704 1
conv4_block14_1_conv Conv2D 50176 1 262144
conv4_block14_1_bn BatchNormalization 50176 1 1024 512
conv4_block14_1_relu Activation 50176 1
conv4_block14_2_pad ZeroPadding2D 65536 1
conv4_block14_2_conv Conv2D 50176 1 589824
conv4_block14_2_bn BatchNormalization 50176 1 1024 512
conv4_block14_2_relu Activation 50176 1
conv4_block14_3_conv Conv2D 200704 1 263168
conv4_block14_out Add 200704 11
conv4_block15_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block15_preact_relu Activation 200704 1
conv4_block15_1_conv Conv2D 50176 1 262144
conv4_block15_1_bn BatchNormalization 50176 1 1024 512
conv4_block15_1_relu Activation 50176 1
conv4_block15_2_pad ZeroPadding2D 65536 1
conv4_block15_2_conv Conv2D 50176 1 589824
conv4_block15_2_bn BatchNormalization 50176 1 1024 512
conv4_block15_2_relu Activation 50176 1
conv4_block15_3_conv Conv2D 200704 1 263168
conv4_block15_out Add 200704 11
conv4_block16_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block16_preact_relu Activation 200704 1
conv4_block16_1_conv Conv2D 50176 1 262144
conv4_block16_1_bn BatchNormalization 50176 1 1024 512
conv4_block16_1_relu Activation 50176 1
conv4_block16_2_pad ZeroPadding2D 65536 1
conv4_block16_2_conv Conv2D 50176 1 589824
conv4_block16_2_bn BatchNormalization 50176 1 1024 512
conv4_block16_2_relu Activation 50176 1
conv4_block16_3_conv Conv2D 200704 1 263168
conv4_block16_out Add 200704 11
conv4_block17_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block17_preact_relu Activation 200704 1
conv4_block17_1_conv Conv2D 50176 1 262144
conv4_block17_1_bn BatchNormalization 50176 1 1024 512
conv4_block17_1_relu Activation 50176 1
conv4_block17_2_pad ZeroPadding2D 65536 1
conv4_block17_2_conv Conv2D 50176 1 589824
conv4_block17_2_bn BatchNormalization 50176 1 1024 512
conv4_block17_2_relu Activation 50176 1
conv4_block17_3_conv Conv2D 200704 1 263168
conv4_block17_out Add 200704 11
conv4_block18_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block18_preact_relu Activation 200704 1
conv4_block18_1_conv Conv2D 50176 1 262144
conv4_block18_1_bn BatchNormalization 50176 1 1024 512
conv4_block18_1_relu Activation 50176 1
conv4_block18_2_pad ZeroPadding2D 65536 1
conv4_block18_2_conv Conv2D 50176 1 589824
conv4_block18_2_bn BatchNormalization 50176 1 1024 512
conv4_block18_2_relu Activation 50176 1
conv4_block18_3_conv Conv2D 200704 1 263168
conv4_block18_out Add 200704 11
conv4_block19_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block19_preact_relu Activation 200704 1
conv4_block19_1_conv Conv2D 50176 1 262144
conv4_block19_1_bn BatchNormalization 50176 1 1024 512
conv4_block19_1_relu Activation 50176 1
conv4_block19_2_pad ZeroPadding2D 65536 1
conv4_block19_2_conv Conv2D 50176 1 589824
conv4_block19_2_bn BatchNormalization 50176 1 1024 512
conv4_block19_2_relu Activation 50176 1
conv4_block19_3_conv Conv2D 200704 1 263168
conv4_block19_out Add 200704 11
conv4_block20_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block20_preact_relu Activation 200704 1
conv4_block20_1_conv Conv2D 50176 1 262144
conv4_block20_1_bn BatchNormalization 50176 1 1024 512
conv4_block20_1_relu Activation 50176 1
conv4_block20_2_pad ZeroPadding2D 65536 1
conv4_block20_2_conv Conv2D 50176 1 589824
conv4_block20_2_bn BatchNormalization 50176 1 1024 512
conv4_block20_2_relu Activation 50176 1
conv4_block20_3_conv Conv2D 200704 1 263168
conv4_block20_out Add 200704 11
conv4_block21_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block21_preact_relu Activation 200704 1
conv4_block21_1_conv Conv2D 50176 1 262144
conv4_block21_1_bn BatchNormalization 50176 1 1024 512
conv4_block21_1_relu Activation 50176 1
conv4_block21_2_pad ZeroPadding2D 65536 1
conv4_block21_2_conv Conv2D 50176 1 589824
conv4_block21_2_bn BatchNormalization 50176 1 1024 512
conv4_block21_2_relu Activation 50176 1
conv4_block21_3_conv Conv2D 200704 1 263168
conv4_block21_out Add 200704 11
conv4_block22_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block22_preact_relu Activation 200704 1
conv4_block22_1_conv Conv2D 50176 1 262144
conv4_block22_1_bn BatchNormalization 50176 1 1024 512
conv4_block22_1_relu Activation 50176 1
conv4_block22_2_pad ZeroPadding2D 65536 1
conv4_block22_2_conv Conv2D 50176 1 589824
conv4_block22_2_bn BatchNormalization 50176 1 1024 512
conv4_block22_2_relu Activation 50176 1
conv4_block22_3_conv Conv2D 200704 1 263168
conv4_block22_out Add 200704 10
conv4_block23_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block23_preact_relu Activation 200704 1
conv4_block23_1_conv Conv2D 50176 1 262144
conv4_block23_1_bn BatchNormalization 50176 1 1024 512
conv4_block23_1_relu Activation 50176 1
conv4_block23_2_pad ZeroPadding2D 65536 1
conv4_block23_2_conv Conv2D 12544 1 589824
conv4_block23_2_bn BatchNormalization 12544 1 1024 512
conv4_block23_2_relu Activation 12544 2
max_pooling2d_2 MaxPooling2D 50176 2
conv4_block23_3_conv Conv2D 50176 1 263168
conv4_block23_out Add 50176 1
conv5_block1_preact_bn BatchNormalization 50176 1 4096 2048
conv5_block1_preact_relu Activation 50176 8
conv5_block1_1_conv Conv2D 25088 1 524288
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_pad ZeroPadding2D 41472 1
conv5_block1_2_conv Conv2D 25088 1 2359296
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 1 1050624
conv5_block1_out Add 100352 11
conv5_block2_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block2_preact_relu Activation 100352 1
conv5_block2_1_conv Conv2D 25088 1 1048576
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_pad ZeroPadding2D 41472 1
conv5_block2_2_conv Conv2D 25088 1 2359296
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_out Add 100352 11
conv5_block3_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block3_preact_relu Activation 100352 1
conv5_block3_1_conv Conv2D 25088 1 1048576
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_pad ZeroPadding2D 41472 1
conv5_block3_2_conv Conv2D 25088 1 2359296
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_out Add 100352 1
post_bn BatchNormalization 100352 1 8192 4096
post_relu Activation 100352 1`,
  },
  ResNet152: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [39, 1, 8, 7, 0], [121, 1, 16, 15, 0], [483, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 7
conv2_block1_1_conv Conv2D 200704 1 4160
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_conv Conv2D 200704 1 36928
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 2 16640
conv2_block1_0_bn BatchNormalization 802816 2 1024 512
conv2_block1_3_bn BatchNormalization 802816 1 1024 512
conv2_block1_add Add 802816 1
conv2_block1_out Activation 802816 9
conv2_block2_1_conv Conv2D 200704 1 16448
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_conv Conv2D 200704 1 36928
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_3_bn BatchNormalization 802816 1 1024 512
conv2_block2_add Add 802816 1
conv2_block2_out Activation 802816 9
conv2_block3_1_conv Conv2D 200704 1 16448
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_conv Conv2D 200704 1 36928
conv2_block3_2_bn BatchNormalization 200704 1 256 128
conv2_block3_2_relu Activation 200704 1
conv2_block3_3_conv Conv2D 802816 1 16640
conv2_block3_3_bn BatchNormalization 802816 1 1024 512
conv2_block3_add Add 802816 1
conv2_block3_out Activation 802816 7
conv3_block1_1_conv Conv2D 100352 1 32896
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 100352 1 147584
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 2 66048
conv3_block1_0_bn BatchNormalization 401408 2 2048 1024
conv3_block1_3_bn BatchNormalization 401408 1 2048 1024
conv3_block1_add Add 401408 1
conv3_block1_out Activation 401408 9
conv3_block2_1_conv Conv2D 100352 1 65664
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 100352 1 147584
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_3_bn BatchNormalization 401408 1 2048 1024
conv3_block2_add Add 401408 1
conv3_block2_out Activation 401408 9
conv3_block3_1_conv Conv2D 100352 1 65664
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 100352 1 147584
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_3_bn BatchNormalization 401408 1 2048 1024
conv3_block3_add Add 401408 1
conv3_block3_out Activation 401408 9
conv3_block4_1_conv Conv2D 100352 1 65664
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 100352 1 147584
conv3_block4_2_bn BatchNormalization 100352 1 512 256
conv3_block4_2_relu Activation 100352 1
conv3_block4_3_conv Conv2D 401408 1 66048
conv3_block4_3_bn BatchNormalization 401408 1 2048 1024
conv3_block4_add Add 401408 1
conv3_block4_out Activation 401408 9
conv3_block5_1_conv Conv2D 100352 1 65664
conv3_block5_1_bn BatchNormalization 100352 1 512 256
conv3_block5_1_relu Activation 100352 1
conv3_block5_2_conv Conv2D 100352 1 147584
conv3_block5_2_bn BatchNormalization 100352 1 512 256
conv3_block5_2_relu Activation 100352 1
conv3_block5_3_conv Conv2D 401408 1 66048
conv3_block5_3_bn BatchNormalization 401408 1 2048 1024
conv3_block5_add Add 401408 1
conv3_block5_out Activation 401408 9
conv3_block6_1_conv Conv2D 100352 1 65664
conv3_block6_1_bn BatchNormalization 100352 1 512 256
conv3_block6_1_relu Activation 100352 1
conv3_block6_2_conv Conv2D 100352 1 147584
conv3_block6_2_bn BatchNormalization 100352 1 512 256
conv3_block6_2_relu Activation 100352 1
conv3_block6_3_conv Conv2D 401408 1 66048
conv3_block6_3_bn BatchNormalization 401408 1 2048 1024
conv3_block6_add Add 401408 1
conv3_block6_out Activation 401408 9
conv3_block7_1_conv Conv2D 100352 1 65664
conv3_block7_1_bn BatchNormalization 100352 1 512 256
conv3_block7_1_relu Activation 100352 1
conv3_block7_2_conv Conv2D 100352 1 147584
conv3_block7_2_bn BatchNormalization 100352 1 512 256
conv3_block7_2_relu Activation 100352 1
conv3_block7_3_conv Conv2D 401408 1 66048
conv3_block7_3_bn BatchNormalization 401408 1 2048 1024
conv3_block7_add Add 401408 1
conv3_block7_out Activation 401408 9
conv3_block8_1_conv Conv2D 100352 1 65664
conv3_block8_1_bn BatchNormalization 100352 1 512 256
conv3_block8_1_relu Activation 100352 1
conv3_block8_2_conv Conv2D 100352 1 147584
conv3_block8_2_bn BatchNormalization 100352 1 512 256
conv3_block8_2_relu Activation 100352 1
conv3_block8_3_conv Conv2D 401408 1 66048
conv3_block8_3_bn BatchNormalization 401408 1 2048 1024
conv3_block8_add Add 401408 1
conv3_block8_out Activation 401408 7
conv4_block1_1_conv Conv2D 50176 1 131328
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_conv Conv2D 50176 1 590080
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 2 263168
conv4_block1_0_bn BatchNormalization 200704 2 4096 2048
conv4_block1_3_bn BatchNormalization 200704 1 4096 2048
conv4_block1_add Add 200704 1
conv4_block1_out Activation 200704 9
conv4_block2_1_conv Conv2D 50176 1 262400
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_conv Conv2D 50176 1 590080
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_3_bn BatchNormalization 200704 1 4096 2048
conv4_block2_add Add 200704 1
conv4_block2_out Activation 200704 9
conv4_block3_1_conv Conv2D 50176 1 262400
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_conv Conv2D 50176 1 590080
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_3_bn BatchNormalization 200704 1 4096 2048
conv4_block3_add Add 200704 1
conv4_block3_out Activation 200704 9
conv4_block4_1_conv Conv2D 50176 1 262400
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_conv Conv2D 50176 1 590080
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_3_bn BatchNormalization 200704 1 4096 2048
conv4_block4_add Add 200704 1
conv4_block4_out Activation 200704 9
conv4_block5_1_conv Conv2D 50176 1 262400
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_conv Conv2D 50176 1 590080
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_3_bn BatchNormalization 200704 1 4096 2048
conv4_block5_add Add 200704 1
conv4_block5_out Activation 200704 9
conv4_block6_1_conv Conv2D 50176 1 262400
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_conv Conv2D 50176 1 590080
conv4_block6_2_bn BatchNormalization 50176 1 1024 512
conv4_block6_2_relu Activation 50176 1
conv4_block6_3_conv Conv2D 200704 1 263168
conv4_block6_3_bn BatchNormalization 200704 1 4096 2048
conv4_block6_add Add 200704 1
conv4_block6_out Activation 200704 9
conv4_block7_1_conv Conv2D 50176 1 262400
conv4_block7_1_bn BatchNormalization 50176 1 1024 512
conv4_block7_1_relu Activation 50176 1
conv4_block7_2_conv Conv2D 50176 1 590080
conv4_block7_2_bn BatchNormalization 50176 1 1024 512
conv4_block7_2_relu Activation 50176 1
conv4_block7_3_conv Conv2D 200704 1 263168
conv4_block7_3_bn BatchNormalization 200704 1 4096 2048
conv4_block7_add Add 200704 1
conv4_block7_out Activation 200704 9
conv4_block8_1_conv Conv2D 50176 1 262400
conv4_block8_1_bn BatchNormalization 50176 1 1024 512
conv4_block8_1_relu Activation 50176 1
conv4_block8_2_conv Conv2D 50176 1 590080
conv4_block8_2_bn BatchNormalization 50176 1 1024 512
conv4_block8_2_relu Activation 50176 1
conv4_block8_3_conv Conv2D 200704 1 263168
conv4_block8_3_bn BatchNormalization 200704 1 4096 2048
conv4_block8_add Add 200704 1
conv4_block8_out Activation 200704 9
conv4_block9_1_conv Conv2D 50176 1 262400
conv4_block9_1_bn BatchNormalization 50176 1 1024 512
conv4_block9_1_relu Activation 50176 1
conv4_block9_2_conv Conv2D 50176 1 590080
conv4_block9_2_bn BatchNormalization 50176 1 1024 512
conv4_block9_2_relu Activation 50176 1
conv4_block9_3_conv Conv2D 200704 1 263168
conv4_block9_3_bn BatchNormalization 200704 1 4096 2048
conv4_block9_add Add 200704 1
conv4_block9_out Activation 200704 9
conv4_block10_1_conv Conv2D 50176 1 262400
conv4_block10_1_bn BatchNormalization 50176 1 1024 512
conv4_block10_1_relu Activation 50176 1
conv4_block10_2_conv Conv2D 50176 1 590080
conv4_block10_2_bn BatchNormalization 50176 1 1024 512
conv4_block10_2_relu Activation 50176 1
conv4_block10_3_conv Conv2D 200704 1 263168
conv4_block10_3_bn BatchNormalization 200704 1 4096 2048
conv4_block10_add Add 200704 1
conv4_block10_out Activation 200704 9
conv4_block11_1_conv Conv2D 50176 1 262400
conv4_block11_1_bn BatchNormalization 50176 1 1024 512
conv4_block11_1_relu Activation 50176 1
conv4_block11_2_conv Conv2D 50176 1 590080
conv4_block11_2_bn BatchNormalization 50176 1 1024 512
conv4_block11_2_relu Activation 50176 1
conv4_block11_3_conv Conv2D 200704 1 263168
conv4_block11_3_bn BatchNormalization 200704 1 4096 2048
conv4_block11_add Add 200704 1
conv4_block11_out Activation 200704 9
conv4_block12_1_conv Conv2D 50176 1 262400
conv4_block12_1_bn BatchNormalization 50176 1 1024 512
conv4_block12_1_relu Activation 50176 1
conv4_block12_2_conv Conv2D 50176 1 590080
conv4_block12_2_bn BatchNormalization 50176 1 1024 512
conv4_block12_2_relu Activation 50176 1
conv4_block12_3_conv Conv2D 200704 1 263168
conv4_block12_3_bn BatchNormalization 200704 1 4096 2048
conv4_block12_add Add 200704 1
conv4_block12_out Activation 200704 9
conv4_block13_1_conv Conv2D 50176 1 262400
conv4_block13_1_bn BatchNormalization 50176 1 1024 512
conv4_block13_1_relu Activation 50176 1
conv4_block13_2_conv Conv2D 50176 1 590080
conv4_block13_2_bn BatchNormalization 50176 1 1024 512
conv4_block13_2_relu Activation 50176 1
conv4_block13_3_conv Conv2D 200704 1 263168
conv4_block13_3_bn BatchNormalization 200704 1 4096 2048
conv4_block13_add Add 200704 1
conv4_block13_out Activation 200704 9
conv4_block14_1_conv Conv2D 50176 1 262400
conv4_block14_1_bn BatchNormalization 50176 1 1024 512
conv4_block14_1_relu Activation 50176 1
conv4_block14_2_conv Conv2D 50176 1 590080
conv4_block14_2_bn BatchNormalization 50176 1 1024 512
conv4_block14_2_relu Activation 50176 1
conv4_block14_3_conv Conv2D 200704 1 263168
conv4_block14_3_bn BatchNormalization 200704 1 4096 2048
conv4_block14_add Add 200704 1
conv4_block14_out Activation 200704 9
conv4_block15_1_conv Conv2D 50176 1 262400
conv4_block15_1_bn BatchNormalization 50176 1 1024 512
conv4_block15_1_relu Activation 50176 1
conv4_block15_2_conv Conv2D 50176 1 590080
conv4_block15_2_bn BatchNormalization 50176 1 1024 512
conv4_block15_2_relu Activation 50176 1
conv4_block15_3_conv Conv2D 200704 1 263168
conv4_block15_3_bn BatchNormalization 200704 1 4096 2048
conv4_block15_add Add 200704 1
conv4_block15_out Activation 200704 9
conv4_block16_1_conv Conv2D 50176 1 262400
conv4_block16_1_bn BatchNormalization 50176 1 1024 512
conv4_block16_1_relu Activation 50176 1
conv4_block16_2_conv Conv2D 50176 1 590080
conv4_block16_2_bn BatchNormalization 50176 1 1024 512
conv4_block16_2_relu Activation 50176 1
conv4_block16_3_conv Conv2D 200704 1 263168
conv4_block16_3_bn BatchNormalization 200704 1 4096 2048
conv4_block16_add Add 200704 1
conv4_block16_out Activation 200704 9
conv4_block17_1_conv Conv2D 50176 1 262400
conv4_block17_1_bn BatchNormalization 50176 1 1024 512
conv4_block17_1_relu Activation 50176 1
conv4_block17_2_conv Conv2D 50176 1 590080
conv4_block17_2_bn BatchNormalization 50176 1 1024 512
conv4_block17_2_relu Activation 50176 1
conv4_block17_3_conv Conv2D 200704 1 263168
conv4_block17_3_bn BatchNormalization 200704 1 4096 2048
conv4_block17_add Add 200704 1
conv4_block17_out Activation 200704 9
conv4_block18_1_conv Conv2D 50176 1 262400
conv4_block18_1_bn BatchNormalization 50176 1 1024 512
conv4_block18_1_relu Activation 50176 1
conv4_block18_2_conv Conv2D 50176 1 590080
conv4_block18_2_bn BatchNormalization 50176 1 1024 512
conv4_block18_2_relu Activation 50176 1
conv4_block18_3_conv Conv2D 200704 1 263168
conv4_block18_3_bn BatchNormalization 200704 1 4096 2048
conv4_block18_add Add 200704 1
conv4_block18_out Activation 200704 9
conv4_block19_1_conv Conv2D 50176 1 262400
conv4_block19_1_bn BatchNormalization 50176 1 1024 512
conv4_block19_1_relu Activation 50176 1
conv4_block19_2_conv Conv2D 50176 1 590080
conv4_block19_2_bn BatchNormalization 50176 1 1024 512
conv4_block19_2_relu Activation 50176 1
conv4_block19_3_conv Conv2D 200704 1 263168
conv4_block19_3_bn BatchNormalization 200704 1 4096 2048
conv4_block19_add Add 200704 1
conv4_block19_out Activation 200704 9
conv4_block20_1_conv Conv2D 50176 1 262400
conv4_block20_1_bn BatchNormalization 50176 1 1024 512
conv4_block20_1_relu Activation 50176 1
conv4_block20_2_conv Conv2D 50176 1 590080
conv4_block20_2_bn BatchNormalization 50176 1 1024 512
conv4_block20_2_relu Activation 50176 1
conv4_block20_3_conv Conv2D 200704 1 263168
conv4_block20_3_bn BatchNormalization 200704 1 4096 2048
conv4_block20_add Add 200704 1
conv4_block20_out Activation 200704 9
conv4_block21_1_conv Conv2D 50176 1 262400
conv4_block21_1_bn BatchNormalization 50176 1 1024 512
conv4_block21_1_relu Activation 50176 1
conv4_block21_2_conv Conv2D 50176 1 590080
conv4_block21_2_bn BatchNormalization 50176 1 1024 512
conv4_block21_2_relu Activation 50176 1
conv4_block21_3_conv Conv2D 200704 1 263168
conv4_block21_3_bn BatchNormalization 200704 1 4096 2048
conv4_block21_add Add 200704 1
conv4_block21_out Activation 200704 9
conv4_block22_1_conv Conv2D 50176 1 262400
conv4_block22_1_bn BatchNormalization 50176 1 1024 512
conv4_block22_1_relu Activation 50176 1
conv4_block22_2_conv Conv2D 50176 1 590080
conv4_block22_2_bn BatchNormalization 50176 1 1024 512
conv4_block22_2_relu Activation 50176 1
conv4_block22_3_conv Conv2D 200704 1 263168
conv4_block22_3_bn BatchNormalization 200704 1 4096 2048
conv4_block22_add Add 200704 1
conv4_block22_out Activation 200704 9
conv4_block23_1_conv Conv2D 50176 1 262400
conv4_block23_1_bn BatchNormalization 50176 1 1024 512
conv4_block23_1_relu Activation 50176 1
conv4_block23_2_conv Conv2D 50176 1 590080
conv4_block23_2_bn BatchNormalization 50176 1 1024 512
conv4_block23_2_relu Activation 50176 1
conv4_block23_3_conv Conv2D 200704 1 263168
conv4_block23_3_bn BatchNormalization 200704 1 4096 2048
conv4_block23_add Add 200704 1
conv4_block23_out Activation 200704 9
conv4_block24_1_conv Conv2D 50176 1 262400
conv4_block24_1_bn BatchNormalization 50176 1 1024 512
conv4_block24_1_relu Activation 50176 1
conv4_block24_2_conv Conv2D 50176 1 590080
conv4_block24_2_bn BatchNormalization 50176 1 1024 512
conv4_block24_2_relu Activation 50176 1
conv4_block24_3_conv Conv2D 200704 1 263168
conv4_block24_3_bn BatchNormalization 200704 1 4096 2048
conv4_block24_add Add 200704 1
conv4_block24_out Activation 200704 9
conv4_block25_1_conv Conv2D 50176 1 262400
conv4_block25_1_bn BatchNormalization 50176 1 1024 512
conv4_block25_1_relu Activation 50176 1
conv4_block25_2_conv Conv2D 50176 1 590080
conv4_block25_2_bn BatchNormalization 50176 1 1024 512
conv4_block25_2_relu Activation 50176 1
conv4_block25_3_conv Conv2D 200704 1 263168
conv4_block25_3_bn BatchNormalization 200704 1 4096 2048
conv4_block25_add Add 200704 1
conv4_block25_out Activation 200704 9
conv4_block26_1_conv Conv2D 50176 1 262400
conv4_block26_1_bn BatchNormalization 50176 1 1024 512
conv4_block26_1_relu Activation 50176 1
conv4_block26_2_conv Conv2D 50176 1 590080
conv4_block26_2_bn BatchNormalization 50176 1 1024 512
conv4_block26_2_relu Activation 50176 1
conv4_block26_3_conv Conv2D 200704 1 263168
conv4_block26_3_bn BatchNormalization 200704 1 4096 2048
conv4_block26_add Add 200704 1
conv4_block26_out Activation 200704 9
conv4_block27_1_conv Conv2D 50176 1 262400
conv4_block27_1_bn BatchNormalization 50176 1 1024 512
conv4_block27_1_relu Activation 50176 1
conv4_block27_2_conv Conv2D 50176 1 590080
conv4_block27_2_bn BatchNormalization 50176 1 1024 512
conv4_block27_2_relu Activation 50176 1
conv4_block27_3_conv Conv2D 200704 1 263168
conv4_block27_3_bn BatchNormalization 200704 1 4096 2048
conv4_block27_add Add 200704 1
conv4_block27_out Activation 200704 9
conv4_block28_1_conv Conv2D 50176 1 262400
conv4_block28_1_bn BatchNormalization 50176 1 1024 512
conv4_block28_1_relu Activation 50176 1
conv4_block28_2_conv Conv2D 50176 1 590080
conv4_block28_2_bn BatchNormalization 50176 1 1024 512
conv4_block28_2_relu Activation 50176 1
conv4_block28_3_conv Conv2D 200704 1 263168
conv4_block28_3_bn BatchNormalization 200704 1 4096 2048
conv4_block28_add Add 200704 1
conv4_block28_out Activation 200704 9
conv4_block29_1_conv Conv2D 50176 1 262400
conv4_block29_1_bn BatchNormalization 50176 1 1024 512
conv4_block29_1_relu Activation 50176 1
conv4_block29_2_conv Conv2D 50176 1 590080
conv4_block29_2_bn BatchNormalization 50176 1 1024 512
conv4_block29_2_relu Activation 50176 1
conv4_block29_3_conv Conv2D 200704 1 263168
conv4_block29_3_bn BatchNormalization 200704 1 4096 2048
conv4_block29_add Add 200704 1
conv4_block29_out Activation 200704 9
conv4_block30_1_conv Conv2D 50176 1 262400
conv4_block30_1_bn BatchNormalization 50176 1 1024 512
conv4_block30_1_relu Activation 50176 1
conv4_block30_2_conv Conv2D 50176 1 590080
conv4_block30_2_bn BatchNormalization 50176 1 1024 512
conv4_block30_2_relu Activation 50176 1
conv4_block30_3_conv Conv2D 200704 1 263168
conv4_block30_3_bn BatchNormalization 200704 1 4096 2048
conv4_block30_add Add 200704 1
conv4_block30_out Activation 200704 9
conv4_block31_1_conv Conv2D 50176 1 262400
conv4_block31_1_bn BatchNormalization 50176 1 1024 512
conv4_block31_1_relu Activation 50176 1
conv4_block31_2_conv Conv2D 50176 1 590080
conv4_block31_2_bn BatchNormalization 50176 1 1024 512
conv4_block31_2_relu Activation 50176 1
conv4_block31_3_conv Conv2D 200704 1 263168
conv4_block31_3_bn BatchNormalization 200704 1 4096 2048
conv4_block31_add Add 200704 1
conv4_block31_out Activation 200704 9
conv4_block32_1_conv Conv2D 50176 1 262400
conv4_block32_1_bn BatchNormalization 50176 1 1024 512
conv4_block32_1_relu Activation 50176 1
conv4_block32_2_conv Conv2D 50176 1 590080
conv4_block32_2_bn BatchNormalization 50176 1 1024 512
conv4_block32_2_relu Activation 50176 1
conv4_block32_3_conv Conv2D 200704 1 263168
conv4_block32_3_bn BatchNormalization 200704 1 4096 2048
conv4_block32_add Add 200704 1
conv4_block32_out Activation 200704 9
conv4_block33_1_conv Conv2D 50176 1 262400
conv4_block33_1_bn BatchNormalization 50176 1 1024 512
conv4_block33_1_relu Activation 50176 1
conv4_block33_2_conv Conv2D 50176 1 590080
conv4_block33_2_bn BatchNormalization 50176 1 1024 512
conv4_block33_2_relu Activation 50176 1
conv4_block33_3_conv Conv2D 200704 1 263168
conv4_block33_3_bn BatchNormalization 200704 1 4096 2048
conv4_block33_add Add 200704 1
conv4_block33_out Activation 200704 9
conv4_block34_1_conv Conv2D 50176 1 262400
conv4_block34_1_bn BatchNormalization 50176 1 1024 512
conv4_block34_1_relu Activation 50176 1
conv4_block34_2_conv Conv2D 50176 1 590080
conv4_block34_2_bn BatchNormalization 50176 1 1024 512
conv4_block34_2_relu Activation 50176 1
conv4_block34_3_conv Conv2D 200704 1 263168
conv4_block34_3_bn BatchNormalization 200704 1 4096 2048
conv4_block34_add Add 200704 1
conv4_block34_out Activation 200704 9
conv4_block35_1_conv Conv2D 50176 1 262400
conv4_block35_1_bn BatchNormalization 50176 1 1024 512
conv4_block35_1_relu Activation 50176 1
conv4_block35_2_conv Conv2D 50176 1 590080
conv4_block35_2_bn BatchNormalization 50176 1 1024 512
conv4_block35_2_relu Activation 50176 1
conv4_block35_3_conv Conv2D 200704 1 263168
conv4_block35_3_bn BatchNormalization 200704 1 4096 2048
conv4_block35_add Add 200704 1
conv4_block35_out Activation 200704 9
conv4_block36_1_conv Conv2D 50176 1 262400
conv4_block36_1_bn BatchNormalization 50176 1 1024 512
conv4_block36_1_relu Activation 50176 1
conv4_block36_2_conv Conv2D 50176 1 590080
conv4_block36_2_bn BatchNormalization 50176 1 1024 512
conv4_block36_2_relu Activation 50176 1
conv4_block36_3_conv Conv2D 200704 1 263168
conv4_block36_3_bn BatchNormalization 200704 1 4096 2048
conv4_block36_add Add 200704 1
conv4_block36_out Activation 200704 7
conv5_block1_1_conv Conv2D 25088 1 524800
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_conv Conv2D 25088 1 2359808
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 2 1050624
conv5_block1_0_bn BatchNormalization 100352 2 8192 4096
conv5_block1_3_bn BatchNormalization 100352 1 8192 4096
conv5_block1_add Add 100352 1
conv5_block1_out Activation 100352 9
conv5_block2_1_conv Conv2D 25088 1 1049088
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_conv Conv2D 25088 1 2359808
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_3_bn BatchNormalization 100352 1 8192 4096
conv5_block2_add Add 100352 1
conv5_block2_out Activation 100352 9
conv5_block3_1_conv Conv2D 25088 1 1049088
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_conv Conv2D 25088 1 2359808
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_3_bn BatchNormalization 100352 1 8192 4096
conv5_block3_add Add 100352 1
conv5_block3_out Activation 100352 1`,
  },
  ResNet152V2: {
    channels: 2048,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [3, 1, 2, 1, 2], [4, 1, 4, 3, 0], [10, 1, 4, 3, 2], [11, 1, 4, 3, 0], [22, 1, 4, 3, 2], [23, 1, 4, 3, 0], [33, 1, 4, 3, 2], [34, 1, 8, 7, 0], [45, 1, 8, 7, 2], [46, 1, 8, 7, 0], [57, 1, 8, 7, 2], [58, 1, 8, 7, 0], [68, 1, 8, 7, 2], [69, 1, 8, 7, 0], [79, 1, 8, 7, 2], [80, 1, 8, 7, 0], [90, 1, 8, 7, 2], [91, 1, 8, 7, 0], [101, 1, 8, 7, 2], [102, 1, 8, 7, 0], [112, 1, 8, 7, 2], [113, 1, 8, 7, 0], [123, 1, 8, 7, 2], [124, 1, 16, 15, 0], [135, 1, 16, 15, 2], [136, 1, 16, 15, 0], [147, 1, 16, 15, 2], [148, 1, 16, 15, 0], [158, 1, 16, 15, 2], [159, 1, 16, 15, 0], [169, 1, 16, 15, 2], [170, 1, 16, 15, 0], [180, 1, 16, 15, 2], [181, 1, 16, 15, 0], [191, 1, 16, 15, 2], [192, 1, 16, 15, 0], [202, 1, 16, 15, 2], [203, 1, 16, 15, 0], [213, 1, 16, 15, 2], [214, 1, 16, 15, 0], [224, 1, 16, 15, 2], [225, 1, 16, 15, 0], [235, 1, 16, 15, 2], [236, 1, 16, 15, 0], [246, 1, 16, 15, 2], [247, 1, 16, 15, 0], [257, 1, 16, 15, 2], [258, 1, 16, 15, 0], [268, 1, 16, 15, 2], [269, 1, 16, 15, 0], [279, 1, 16, 15, 2], [280, 1, 16, 15, 0], [290, 1, 16, 15, 2], [291, 1, 16, 15, 0], [301, 1, 16, 15, 2], [302, 1, 16, 15, 0], [312, 1, 16, 15, 2], [313, 1, 16, 15, 0], [323, 1, 16, 15, 2], [324, 1, 16, 15, 0], [334, 1, 16, 15, 2], [335, 1, 16, 15, 0], [345, 1, 16, 15, 2], [346, 1, 16, 15, 0], [356, 1, 16, 15, 2], [357, 1, 16, 15, 0], [367, 1, 16, 15, 2], [368, 1, 16, 15, 0], [378, 1, 16, 15, 2], [379, 1, 16, 15, 0], [389, 1, 16, 15, 2], [390, 1, 16, 15, 0], [400, 1, 16, 15, 2], [401, 1, 16, 15, 0], [411, 1, 16, 15, 2], [412, 1, 16, 15, 0], [422, 1, 16, 15, 2], [423, 1, 16, 15, 0], [433, 1, 16, 15, 2], [434, 1, 16, 15, 0], [444, 1, 16, 15, 2], [445, 1, 16, 15, 0], [455, 1, 16, 15, 2], [456, 1, 16, 15, 0], [466, 1, 16, 15, 2], [467, 1, 16, 15, 0], [477, 1, 16, 15, 2], [478, 1, 16, 15, 0], [488, 1, 16, 15, 2], [489, 1, 16, 15, 0], [499, 1, 16, 15, 2], [500, 1, 16, 15, 0], [510, 1, 16, 15, 2], [511, 1, 16, 15, 0], [521, 1, 16, 15, 2], [522, 1, 32, 31, 0], [533, 1, 32, 31, 2], [534, 1, 32, 31, 0], [545, 1, 32, 31, 2], [546, 1, 32, 31, 0], [556, 1, 32, 31, 2], [557, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
conv1_pad ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9472
pool1_pad ZeroPadding2D 831744 1
pool1_pool MaxPooling2D 200704 1
conv2_block1_preact_bn BatchNormalization 200704 1 256 128
conv2_block1_preact_relu Activation 200704 8
conv2_block1_1_conv Conv2D 200704 1 4096
conv2_block1_1_bn BatchNormalization 200704 1 256 128
conv2_block1_1_relu Activation 200704 1
conv2_block1_2_pad ZeroPadding2D 215296 1
conv2_block1_2_conv Conv2D 200704 1 36864
conv2_block1_2_bn BatchNormalization 200704 1 256 128
conv2_block1_2_relu Activation 200704 2
conv2_block1_0_conv Conv2D 802816 2 16640
conv2_block1_3_conv Conv2D 802816 1 16640
conv2_block1_out Add 802816 11
conv2_block2_preact_bn BatchNormalization 802816 1 1024 512
conv2_block2_preact_relu Activation 802816 1
conv2_block2_1_conv Conv2D 200704 1 16384
conv2_block2_1_bn BatchNormalization 200704 1 256 128
conv2_block2_1_relu Activation 200704 1
conv2_block2_2_pad ZeroPadding2D 215296 1
conv2_block2_2_conv Conv2D 200704 1 36864
conv2_block2_2_bn BatchNormalization 200704 1 256 128
conv2_block2_2_relu Activation 200704 1
conv2_block2_3_conv Conv2D 802816 1 16640
conv2_block2_out Add 802816 10
conv2_block3_preact_bn BatchNormalization 802816 1 1024 512
conv2_block3_preact_relu Activation 802816 1
conv2_block3_1_conv Conv2D 200704 1 16384
conv2_block3_1_bn BatchNormalization 200704 1 256 128
conv2_block3_1_relu Activation 200704 1
conv2_block3_2_pad ZeroPadding2D 215296 1
conv2_block3_2_conv Conv2D 50176 1 36864
conv2_block3_2_bn BatchNormalization 50176 1 256 128
conv2_block3_2_relu Activation 50176 2
max_pooling2d MaxPooling2D 200704 2
conv2_block3_3_conv Conv2D 200704 1 16640
conv2_block3_out Add 200704 1
conv3_block1_preact_bn BatchNormalization 200704 1 1024 512
conv3_block1_preact_relu Activation 200704 8
conv3_block1_1_conv Conv2D 100352 1 32768
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_pad ZeroPadding2D 115200 1
conv3_block1_2_conv Conv2D 100352 1 147456
conv3_block1_2_bn BatchNormalization 100352 1 512 256
conv3_block1_2_relu Activation 100352 2
conv3_block1_0_conv Conv2D 401408 2 131584
conv3_block1_3_conv Conv2D 401408 1 66048
conv3_block1_out Add 401408 11
conv3_block2_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block2_preact_relu Activation 401408 1
conv3_block2_1_conv Conv2D 100352 1 65536
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_pad ZeroPadding2D 115200 1
conv3_block2_2_conv Conv2D 100352 1 147456
conv3_block2_2_bn BatchNormalization 100352 1 512 256
conv3_block2_2_relu Activation 100352 1
conv3_block2_3_conv Conv2D 401408 1 66048
conv3_block2_out Add 401408 11
conv3_block3_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block3_preact_relu Activation 401408 1
conv3_block3_1_conv Conv2D 100352 1 65536
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_pad ZeroPadding2D 115200 1
conv3_block3_2_conv Conv2D 100352 1 147456
conv3_block3_2_bn BatchNormalization 100352 1 512 256
conv3_block3_2_relu Activation 100352 1
conv3_block3_3_conv Conv2D 401408 1 66048
conv3_block3_out Add 401408 11
conv3_block4_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block4_preact_relu Activation 401408 1
conv3_block4_1_conv Conv2D 100352 1 65536
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_pad ZeroPadding2D 115200 1
conv3_block4_2_conv Conv2D 100352 1 147456
conv3_block4_2_bn BatchNormalization 100352 1 512 256
conv3_block4_2_relu Activation 100352 1
conv3_block4_3_conv Conv2D 401408 1 66048
conv3_block4_out Add 401408 11
conv3_block5_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block5_preact_relu Activation 401408 1
conv3_block5_1_conv Conv2D 100352 1 65536
conv3_block5_1_bn BatchNormalization 100352 1 512 256
conv3_block5_1_relu Activation 100352 1
conv3_block5_2_pad ZeroPadding2D 115200 1
conv3_block5_2_conv Conv2D 100352 1 147456
conv3_block5_2_bn BatchNormalization 100352 1 512 256
conv3_block5_2_relu Activation 100352 1
conv3_block5_3_conv Conv2D 401408 1 66048
conv3_block5_out Add 401408 11
conv3_block6_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block6_preact_relu Activation 401408 1
conv3_block6_1_conv Conv2D 100352 1 65536
conv3_block6_1_bn BatchNormalization 100352 1 512 256
conv3_block6_1_relu Activation 100352 1
conv3_block6_2_pad ZeroPadding2D 115200 1
conv3_block6_2_conv Conv2D 100352 1 147456
conv3_block6_2_bn BatchNormalization 100352 1 512 256
conv3_block6_2_relu Activation 100352 1
conv3_block6_3_conv Conv2D 401408 1 66048
conv3_block6_out Add 401408 11
conv3_block7_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block7_preact_relu Activation 401408 1
conv3_block7_1_conv Conv2D 100352 1 65536
conv3_block7_1_bn BatchNormalization 100352 1 512 256
conv3_block7_1_relu Activation 100352 1
conv3_block7_2_pad ZeroPadding2D 115200 1
conv3_block7_2_conv Conv2D 100352 1 147456
conv3_block7_2_bn BatchNormalization 100352 1 512 256
conv3_block7_2_relu Activation 100352 1
conv3_block7_3_conv Conv2D 401408 1 66048
conv3_block7_out Add 401408 10
conv3_block8_preact_bn BatchNormalization 401408 1 2048 1024
conv3_block8_preact_relu Activation 401408 1
conv3_block8_1_conv Conv2D 100352 1 65536
conv3_block8_1_bn BatchNormalization 100352 1 512 256
conv3_block8_1_relu Activation 100352 1
conv3_block8_2_pad ZeroPadding2D 115200 1
conv3_block8_2_conv Conv2D 25088 1 147456
conv3_block8_2_bn BatchNormalization 25088 1 512 256
conv3_block8_2_relu Activation 25088 2
max_pooling2d_1 MaxPooling2D 100352 2
conv3_block8_3_conv Conv2D 100352 1 66048
conv3_block8_out Add 100352 1
conv4_block1_preact_bn BatchNormalization 100352 1 2048 1024
conv4_block1_preact_relu Activation 100352 8
conv4_block1_1_conv Conv2D 50176 1 131072
conv4_block1_1_bn BatchNormalization 50176 1 1024 512
conv4_block1_1_relu Activation 50176 1
conv4_block1_2_pad ZeroPadding2D 65536 1
conv4_block1_2_conv Conv2D 50176 1 589824
conv4_block1_2_bn BatchNormalization 50176 1 1024 512
conv4_block1_2_relu Activation 50176 2
conv4_block1_0_conv Conv2D 200704 2 525312
conv4_block1_3_conv Conv2D 200704 1 263168
conv4_block1_out Add 200704 11
conv4_block2_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block2_preact_relu Activation 200704 1
conv4_block2_1_conv Conv2D 50176 1 262144
conv4_block2_1_bn BatchNormalization 50176 1 1024 512
conv4_block2_1_relu Activation 50176 1
conv4_block2_2_pad ZeroPadding2D 65536 1
conv4_block2_2_conv Conv2D 50176 1 589824
conv4_block2_2_bn BatchNormalization 50176 1 1024 512
conv4_block2_2_relu Activation 50176 1
conv4_block2_3_conv Conv2D 200704 1 263168
conv4_block2_out Add 200704 11
conv4_block3_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block3_preact_relu Activation 200704 1
conv4_block3_1_conv Conv2D 50176 1 262144
conv4_block3_1_bn BatchNormalization 50176 1 1024 512
conv4_block3_1_relu Activation 50176 1
conv4_block3_2_pad ZeroPadding2D 65536 1
conv4_block3_2_conv Conv2D 50176 1 589824
conv4_block3_2_bn BatchNormalization 50176 1 1024 512
conv4_block3_2_relu Activation 50176 1
conv4_block3_3_conv Conv2D 200704 1 263168
conv4_block3_out Add 200704 11
conv4_block4_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block4_preact_relu Activation 200704 1
conv4_block4_1_conv Conv2D 50176 1 262144
conv4_block4_1_bn BatchNormalization 50176 1 1024 512
conv4_block4_1_relu Activation 50176 1
conv4_block4_2_pad ZeroPadding2D 65536 1
conv4_block4_2_conv Conv2D 50176 1 589824
conv4_block4_2_bn BatchNormalization 50176 1 1024 512
conv4_block4_2_relu Activation 50176 1
conv4_block4_3_conv Conv2D 200704 1 263168
conv4_block4_out Add 200704 11
conv4_block5_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block5_preact_relu Activation 200704 1
conv4_block5_1_conv Conv2D 50176 1 262144
conv4_block5_1_bn BatchNormalization 50176 1 1024 512
conv4_block5_1_relu Activation 50176 1
conv4_block5_2_pad ZeroPadding2D 65536 1
conv4_block5_2_conv Conv2D 50176 1 589824
conv4_block5_2_bn BatchNormalization 50176 1 1024 512
conv4_block5_2_relu Activation 50176 1
conv4_block5_3_conv Conv2D 200704 1 263168
conv4_block5_out Add 200704 11
conv4_block6_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block6_preact_relu Activation 200704 1
conv4_block6_1_conv Conv2D 50176 1 262144
conv4_block6_1_bn BatchNormalization 50176 1 1024 512
conv4_block6_1_relu Activation 50176 1
conv4_block6_2_pad ZeroPadding2D 65536 1
conv4_block6_2_conv Conv2D 50176 1 589824
conv4_block6_2_bn BatchNormalization 50176 1 1024 512
conv4_block6_2_relu Activation 50176 1
conv4_block6_3_conv Conv2D 200704 1 263168
conv4_block6_out Add 200704 11
conv4_block7_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block7_preact_relu Activation 200704 1
conv4_block7_1_conv Conv2D 50176 1 262144
conv4_block7_1_bn BatchNormalization 50176 1 1024 512
conv4_block7_1_relu Activation 50176 1
conv4_block7_2_pad ZeroPadding2D 65536 1
conv4_block7_2_conv Conv2D 50176 1 589824
conv4_block7_2_bn BatchNormalization 50176 1 1024 512
conv4_block7_2_relu Activation 50176 1
conv4_block7_3_conv Conv2D 200704 1 263168
conv4_block7_out Add 200704 11
conv4_block8_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block8_preact_relu Activation 200704 1
conv4_block8_1_conv Conv2D 50176 1 262144
conv4_block8_1_bn BatchNormalization 50176 1 1024 512
conv4_block8_1_relu Activation 50176 1
conv4_block8_2_pad ZeroPadding2D 65536 1
conv4_block8_2_conv Conv2D 50176 1 589824
conv4_block8_2_bn BatchNormalization 50176 1 1024 512
conv4_block8_2_relu Activation 50176 1
conv4_block8_3_conv Conv2D 200704 1 263168
conv4_block8_out Add 200704 11
conv4_block9_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block9_preact_relu Activation 200704 1
conv4_block9_1_conv Conv2D 50176 1 262144
conv4_block9_1_bn BatchNormalization 50176 1 1024 512
conv4_block9_1_relu Activation 50176 1
conv4_block9_2_pad ZeroPadding2D 65536 1
conv4_block9_2_conv Conv2D 50176 1 589824
conv4_block9_2_bn BatchNormalization 50176 1 1024 512
conv4_block9_2_relu Activation 50176 1
conv4_block9_3_conv Conv2D 200704 1 263168
conv4_block9_out Add 200704 11
conv4_block10_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block10_preact_relu Activation 200704 1
conv4_block10_1_conv Conv2D 50176 1 262144
conv4_block10_1_bn BatchNormalization 50176 1 1024 512
conv4_block10_1_relu Activation 50176 1
conv4_block10_2_pad ZeroPadding2D 65536 1
conv4_block10_2_conv Conv2D 50176 1 589824
conv4_block10_2_bn BatchNormalization 50176 1 1024 512
conv4_block10_2_relu Activation 50176 1
conv4_block10_3_conv Conv2D 200704 1 263168
conv4_block10_out Add 200704 11
conv4_block11_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block11_preact_relu Activation 200704 1
conv4_block11_1_conv Conv2D 50176 1 262144
conv4_block11_1_bn BatchNormalization 50176 1 1024 512
conv4_block11_1_relu Activation 50176 1
conv4_block11_2_pad ZeroPadding2D 65536 1
conv4_block11_2_conv Conv2D 50176 1 589824
conv4_block11_2_bn BatchNormalization 50176 1 1024 512
conv4_block11_2_relu Activation 50176 1
conv4_block11_3_conv Conv2D 200704 1 263168
conv4_block11_out Add 200704 11
conv4_block12_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block12_preact_relu Activation 200704 1
conv4_block12_1_conv Conv2D 50176 1 262144
conv4_block12_1_bn BatchNormalization 50176 1 1024 512
conv4_block12_1_relu Activation 50176 1
conv4_block12_2_pad ZeroPadding2D 65536 1
conv4_block12_2_conv Conv2D 50176 1 589824
conv4_block12_2_bn BatchNormalization 50176 1 1024 512
conv4_block12_2_relu Activation 50176 1
conv4_block12_3_conv Conv2D 200704 1 263168
conv4_block12_out Add 200704 11
conv4_block13_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block13_preact_relu Activation 200704 1
conv4_block13_1_conv Conv2D 50176 1 262144
conv4_block13_1_bn BatchNormalization 50176 1 1024 512
conv4_block13_1_relu Activation 50176 1
conv4_block13_2_pad ZeroPadding2D 65536 1
conv4_block13_2_conv Conv2D 50176 1 589824
conv4_block13_2_bn BatchNormalization 50176 1 1024 512
conv4_block13_2_relu Activation 50176 1
conv4_block13_3_conv Conv2D 200704 1 263168
conv4_block13_out Add 200704 11
conv4_block14_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block14_preact_relu Activation 200704 1
conv4_block14_1_conv Conv2D 50176 1 262144
conv4_block14_1_bn BatchNormalization 50176 1 1024 512
conv4_block14_1_relu Activation 50176 1
conv4_block14_2_pad ZeroPadding2D 65536 1
conv4_block14_2_conv Conv2D 50176 1 589824
conv4_block14_2_bn BatchNormalization 50176 1 1024 512
conv4_block14_2_relu Activation 50176 1
conv4_block14_3_conv Conv2D 200704 1 263168
conv4_block14_out Add 200704 11
conv4_block15_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block15_preact_relu Activation 200704 1
conv4_block15_1_conv Conv2D 50176 1 262144
conv4_block15_1_bn BatchNormalization 50176 1 1024 512
conv4_block15_1_relu Activation 50176 1
conv4_block15_2_pad ZeroPadding2D 65536 1
conv4_block15_2_conv Conv2D 50176 1 589824
conv4_block15_2_bn BatchNormalization 50176 1 1024 512
conv4_block15_2_relu Activation 50176 1
conv4_block15_3_conv Conv2D 200704 1 263168
conv4_block15_out Add 200704 11
conv4_block16_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block16_preact_relu Activation 200704 1
conv4_block16_1_conv Conv2D 50176 1 262144
conv4_block16_1_bn BatchNormalization 50176 1 1024 512
conv4_block16_1_relu Activation 50176 1
conv4_block16_2_pad ZeroPadding2D 65536 1
conv4_block16_2_conv Conv2D 50176 1 589824
conv4_block16_2_bn BatchNormalization 50176 1 1024 512
conv4_block16_2_relu Activation 50176 1
conv4_block16_3_conv Conv2D 200704 1 263168
conv4_block16_out Add 200704 11
conv4_block17_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block17_preact_relu Activation 200704 1
conv4_block17_1_conv Conv2D 50176 1 262144
conv4_block17_1_bn BatchNormalization 50176 1 1024 512
conv4_block17_1_relu Activation 50176 1
conv4_block17_2_pad ZeroPadding2D 65536 1
conv4_block17_2_conv Conv2D 50176 1 589824
conv4_block17_2_bn BatchNormalization 50176 1 1024 512
conv4_block17_2_relu Activation 50176 1
conv4_block17_3_conv Conv2D 200704 1 263168
conv4_block17_out Add 200704 11
conv4_block18_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block18_preact_relu Activation 200704 1
conv4_block18_1_conv Conv2D 50176 1 262144
conv4_block18_1_bn BatchNormalization 50176 1 1024 512
conv4_block18_1_relu Activation 50176 1
conv4_block18_2_pad ZeroPadding2D 65536 1
conv4_block18_2_conv Conv2D 50176 1 589824
conv4_block18_2_bn BatchNormalization 50176 1 1024 512
conv4_block18_2_relu Activation 50176 1
conv4_block18_3_conv Conv2D 200704 1 263168
conv4_block18_out Add 200704 11
conv4_block19_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block19_preact_relu Activation 200704 1
conv4_block19_1_conv Conv2D 50176 1 262144
conv4_block19_1_bn BatchNormalization 50176 1 1024 512
conv4_block19_1_relu Activation 50176 1
conv4_block19_2_pad ZeroPadding2D 65536 1
conv4_block19_2_conv Conv2D 50176 1 589824
conv4_block19_2_bn BatchNormalization 50176 1 1024 512
conv4_block19_2_relu Activation 50176 1
conv4_block19_3_conv Conv2D 200704 1 263168
conv4_block19_out Add 200704 11
conv4_block20_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block20_preact_relu Activation 200704 1
conv4_block20_1_conv Conv2D 50176 1 262144
conv4_block20_1_bn BatchNormalization 50176 1 1024 512
conv4_block20_1_relu Activation 50176 1
conv4_block20_2_pad ZeroPadding2D 65536 1
conv4_block20_2_conv Conv2D 50176 1 589824
conv4_block20_2_bn BatchNormalization 50176 1 1024 512
conv4_block20_2_relu Activation 50176 1
conv4_block20_3_conv Conv2D 200704 1 263168
conv4_block20_out Add 200704 11
conv4_block21_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block21_preact_relu Activation 200704 1
conv4_block21_1_conv Conv2D 50176 1 262144
conv4_block21_1_bn BatchNormalization 50176 1 1024 512
conv4_block21_1_relu Activation 50176 1
conv4_block21_2_pad ZeroPadding2D 65536 1
conv4_block21_2_conv Conv2D 50176 1 589824
conv4_block21_2_bn BatchNormalization 50176 1 1024 512
conv4_block21_2_relu Activation 50176 1
conv4_block21_3_conv Conv2D 200704 1 263168
conv4_block21_out Add 200704 11
conv4_block22_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block22_preact_relu Activation 200704 1
conv4_block22_1_conv Conv2D 50176 1 262144
conv4_block22_1_bn BatchNormalization 50176 1 1024 512
conv4_block22_1_relu Activation 50176 1
conv4_block22_2_pad ZeroPadding2D 65536 1
conv4_block22_2_conv Conv2D 50176 1 589824
conv4_block22_2_bn BatchNormalization 50176 1 1024 512
conv4_block22_2_relu Activation 50176 1
conv4_block22_3_conv Conv2D 200704 1 263168
conv4_block22_out Add 200704 11
conv4_block23_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block23_preact_relu Activation 200704 1
conv4_block23_1_conv Conv2D 50176 1 262144
conv4_block23_1_bn BatchNormalization 50176 1 1024 512
conv4_block23_1_relu Activation 50176 1
conv4_block23_2_pad ZeroPadding2D 65536 1
conv4_block23_2_conv Conv2D 50176 1 589824
conv4_block23_2_bn BatchNormalization 50176 1 1024 512
conv4_block23_2_relu Activation 50176 1
conv4_block23_3_conv Conv2D 200704 1 263168
conv4_block23_out Add 200704 11
conv4_block24_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block24_preact_relu Activation 200704 1
conv4_block24_1_conv Conv2D 50176 1 262144
conv4_block24_1_bn BatchNormalization 50176 1 1024 512
conv4_block24_1_relu Activation 50176 1
conv4_block24_2_pad ZeroPadding2D 65536 1
conv4_block24_2_conv Conv2D 50176 1 589824
conv4_block24_2_bn BatchNormalization 50176 1 1024 512
conv4_block24_2_relu Activation 50176 1
conv4_block24_3_conv Conv2D 200704 1 263168
conv4_block24_out Add 200704 11
conv4_block25_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block25_preact_relu Activation 200704 1
conv4_block25_1_conv Conv2D 50176 1 262144
conv4_block25_1_bn BatchNormalization 50176 1 1024 512
conv4_block25_1_relu Activation 50176 1
conv4_block25_2_pad ZeroPadding2D 65536 1
conv4_block25_2_conv Conv2D 50176 1 589824
conv4_block25_2_bn BatchNormalization 50176 1 1024 512
conv4_block25_2_relu Activation 50176 1
conv4_block25_3_conv Conv2D 200704 1 263168
conv4_block25_out Add 200704 11
conv4_block26_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block26_preact_relu Activation 200704 1
conv4_block26_1_conv Conv2D 50176 1 262144
conv4_block26_1_bn BatchNormalization 50176 1 1024 512
conv4_block26_1_relu Activation 50176 1
conv4_block26_2_pad ZeroPadding2D 65536 1
conv4_block26_2_conv Conv2D 50176 1 589824
conv4_block26_2_bn BatchNormalization 50176 1 1024 512
conv4_block26_2_relu Activation 50176 1
conv4_block26_3_conv Conv2D 200704 1 263168
conv4_block26_out Add 200704 11
conv4_block27_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block27_preact_relu Activation 200704 1
conv4_block27_1_conv Conv2D 50176 1 262144
conv4_block27_1_bn BatchNormalization 50176 1 1024 512
conv4_block27_1_relu Activation 50176 1
conv4_block27_2_pad ZeroPadding2D 65536 1
conv4_block27_2_conv Conv2D 50176 1 589824
conv4_block27_2_bn BatchNormalization 50176 1 1024 512
conv4_block27_2_relu Activation 50176 1
conv4_block27_3_conv Conv2D 200704 1 263168
conv4_block27_out Add 200704 11
conv4_block28_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block28_preact_relu Activation 200704 1
conv4_block28_1_conv Conv2D 50176 1 262144
conv4_block28_1_bn BatchNormalization 50176 1 1024 512
conv4_block28_1_relu Activation 50176 1
conv4_block28_2_pad ZeroPadding2D 65536 1
conv4_block28_2_conv Conv2D 50176 1 589824
conv4_block28_2_bn BatchNormalization 50176 1 1024 512
conv4_block28_2_relu Activation 50176 1
conv4_block28_3_conv Conv2D 200704 1 263168
conv4_block28_out Add 200704 11
conv4_block29_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block29_preact_relu Activation 200704 1
conv4_block29_1_conv Conv2D 50176 1 262144
conv4_block29_1_bn BatchNormalization 50176 1 1024 512
conv4_block29_1_relu Activation 50176 1
conv4_block29_2_pad ZeroPadding2D 65536 1
conv4_block29_2_conv Conv2D 50176 1 589824
conv4_block29_2_bn BatchNormalization 50176 1 1024 512
conv4_block29_2_relu Activation 50176 1
conv4_block29_3_conv Conv2D 200704 1 263168
conv4_block29_out Add 200704 11
conv4_block30_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block30_preact_relu Activation 200704 1
conv4_block30_1_conv Conv2D 50176 1 262144
conv4_block30_1_bn BatchNormalization 50176 1 1024 512
conv4_block30_1_relu Activation 50176 1
conv4_block30_2_pad ZeroPadding2D 65536 1
conv4_block30_2_conv Conv2D 50176 1 589824
conv4_block30_2_bn BatchNormalization 50176 1 1024 512
conv4_block30_2_relu Activation 50176 1
conv4_block30_3_conv Conv2D 200704 1 263168
conv4_block30_out Add 200704 11
conv4_block31_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block31_preact_relu Activation 200704 1
conv4_block31_1_conv Conv2D 50176 1 262144
conv4_block31_1_bn BatchNormalization 50176 1 1024 512
conv4_block31_1_relu Activation 50176 1
conv4_block31_2_pad ZeroPadding2D 65536 1
conv4_block31_2_conv Conv2D 50176 1 589824
conv4_block31_2_bn BatchNormalization 50176 1 1024 512
conv4_block31_2_relu Activation 50176 1
conv4_block31_3_conv Conv2D 200704 1 263168
conv4_block31_out Add 200704 11
conv4_block32_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block32_preact_relu Activation 200704 1
conv4_block32_1_conv Conv2D 50176 1 262144
conv4_block32_1_bn BatchNormalization 50176 1 1024 512
conv4_block32_1_relu Activation 50176 1
conv4_block32_2_pad ZeroPadding2D 65536 1
conv4_block32_2_conv Conv2D 50176 1 589824
conv4_block32_2_bn BatchNormalization 50176 1 1024 512
conv4_block32_2_relu Activation 50176 1
conv4_block32_3_conv Conv2D 200704 1 263168
conv4_block32_out Add 200704 11
conv4_block33_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block33_preact_relu Activation 200704 1
conv4_block33_1_conv Conv2D 50176 1 262144
conv4_block33_1_bn BatchNormalization 50176 1 1024 512
conv4_block33_1_relu Activation 50176 1
conv4_block33_2_pad ZeroPadding2D 65536 1
conv4_block33_2_conv Conv2D 50176 1 589824
conv4_block33_2_bn BatchNormalization 50176 1 1024 512
conv4_block33_2_relu Activation 50176 1
conv4_block33_3_conv Conv2D 200704 1 263168
conv4_block33_out Add 200704 11
conv4_block34_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block34_preact_relu Activation 200704 1
conv4_block34_1_conv Conv2D 50176 1 262144
conv4_block34_1_bn BatchNormalization 50176 1 1024 512
conv4_block34_1_relu Activation 50176 1
conv4_block34_2_pad ZeroPadding2D 65536 1
conv4_block34_2_conv Conv2D 50176 1 589824
conv4_block34_2_bn BatchNormalization 50176 1 1024 512
conv4_block34_2_relu Activation 50176 1
conv4_block34_3_conv Conv2D 200704 1 263168
conv4_block34_out Add 200704 11
conv4_block35_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block35_preact_relu Activation 200704 1
conv4_block35_1_conv Conv2D 50176 1 262144
conv4_block35_1_bn BatchNormalization 50176 1 1024 512
conv4_block35_1_relu Activation 50176 1
conv4_block35_2_pad ZeroPadding2D 65536 1
conv4_block35_2_conv Conv2D 50176 1 589824
conv4_block35_2_bn BatchNormalization 50176 1 1024 512
conv4_block35_2_relu Activation 50176 1
conv4_block35_3_conv Conv2D 200704 1 263168
conv4_block35_out Add 200704 10
conv4_block36_preact_bn BatchNormalization 200704 1 4096 2048
conv4_block36_preact_relu Activation 200704 1
conv4_block36_1_conv Conv2D 50176 1 262144
conv4_block36_1_bn BatchNormalization 50176 1 1024 512
conv4_block36_1_relu Activation 50176 1
conv4_block36_2_pad ZeroPadding2D 65536 1
conv4_block36_2_conv Conv2D 12544 1 589824
conv4_block36_2_bn BatchNormalization 12544 1 1024 512
conv4_block36_2_relu Activation 12544 2
max_pooling2d_2 MaxPooling2D 50176 2
conv4_block36_3_conv Conv2D 50176 1 263168
conv4_block36_out Add 50176 1
conv5_block1_preact_bn BatchNormalization 50176 1 4096 2048
conv5_block1_preact_relu Activation 50176 8
conv5_block1_1_conv Conv2D 25088 1 524288
conv5_block1_1_bn BatchNormalization 25088 1 2048 1024
conv5_block1_1_relu Activation 25088 1
conv5_block1_2_pad ZeroPadding2D 41472 1
conv5_block1_2_conv Conv2D 25088 1 2359296
conv5_block1_2_bn BatchNormalization 25088 1 2048 1024
conv5_block1_2_relu Activation 25088 2
conv5_block1_0_conv Conv2D 100352 2 2099200
conv5_block1_3_conv Conv2D 100352 1 1050624
conv5_block1_out Add 100352 11
conv5_block2_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block2_preact_relu Activation 100352 1
conv5_block2_1_conv Conv2D 25088 1 1048576
conv5_block2_1_bn BatchNormalization 25088 1 2048 1024
conv5_block2_1_relu Activation 25088 1
conv5_block2_2_pad ZeroPadding2D 41472 1
conv5_block2_2_conv Conv2D 25088 1 2359296
conv5_block2_2_bn BatchNormalization 25088 1 2048 1024
conv5_block2_2_relu Activation 25088 1
conv5_block2_3_conv Conv2D 100352 1 1050624
conv5_block2_out Add 100352 11
conv5_block3_preact_bn BatchNormalization 100352 1 8192 4096
conv5_block3_preact_relu Activation 100352 1
conv5_block3_1_conv Conv2D 25088 1 1048576
conv5_block3_1_bn BatchNormalization 25088 1 2048 1024
conv5_block3_1_relu Activation 25088 1
conv5_block3_2_pad ZeroPadding2D 41472 1
conv5_block3_2_conv Conv2D 25088 1 2359296
conv5_block3_2_bn BatchNormalization 25088 1 2048 1024
conv5_block3_2_relu Activation 25088 1
conv5_block3_3_conv Conv2D 100352 1 1050624
conv5_block3_out Add 100352 1
post_bn BatchNormalization 100352 1 8192 4096
post_relu Activation 100352 1`,
  },
  InceptionV3: {
    channels: 2048,
    sides: [[75, 1], [107, 2], [139, 3], [171, 4], [203, 5], [235, 6], [267, 7], [299, 8], [331, 9], [363, 10], [395, 11], [427, 12], [459, 13], [491, 14], [523, 15], [555, 16], [587, 17], [619, 18], [651, 19], [683, 20], [715, 21], [747, 22], [779, 23], [811, 24], [843, 25], [875, 26], [907, 27], [939, 28], [971, 29], [1003, 30]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, -1], [4, 1, 2, 1, -3], [10, 1, 4, 1, -2], [14, 1, 4, 1, -4], [17, 1, 8, 5, -3], [93, 1, 16, 5, -2], [241, 1, 32, 21, -2]],
    layers: `input_layer InputLayer 268203 1
conv2d Conv2D 710432 1 864
batch_normalization BatchNormalization 710432 1 96 32
activation Activation 710432 1
conv2d_1 Conv2D 691488 1 9216
batch_normalization_1 BatchNormalization 691488 1 96 32
activation_1 Activation 691488 1
conv2d_2 Conv2D 1382976 1 18432
batch_normalization_2 BatchNormalization 1382976 1 192 64
activation_2 Activation 1382976 1
max_pooling2d MaxPooling2D 341056 1
conv2d_3 Conv2D 426320 1 5120
batch_normalization_3 BatchNormalization 426320 1 240 80
activation_3 Activation 426320 1
conv2d_4 Conv2D 967872 1 138240
batch_normalization_4 BatchNormalization 967872 1 576 192
activation_4 Activation 967872 1
max_pooling2d_1 MaxPooling2D 235200 11
conv2d_8 Conv2D 78400 1 12288
batch_normalization_8 BatchNormalization 78400 1 192 64
activation_8 Activation 78400 2
conv2d_6 Conv2D 58800 2 9216
conv2d_9 Conv2D 117600 2 55296
batch_normalization_6 BatchNormalization 58800 2 144 48
batch_normalization_9 BatchNormalization 117600 2 288 96
activation_6 Activation 58800 4
activation_9 Activation 117600 4
average_pooling2d AveragePooling2D 235200 4
conv2d_5 Conv2D 78400 4 12288
conv2d_7 Conv2D 78400 4 76800
conv2d_10 Conv2D 117600 4 82944
conv2d_11 Conv2D 39200 4 6144
batch_normalization_5 BatchNormalization 78400 4 192 64
batch_normalization_7 BatchNormalization 78400 4 192 64
batch_normalization_10 BatchNormalization 117600 4 288 96
batch_normalization_11 BatchNormalization 39200 4 96 32
activation_5 Activation 78400 4
activation_7 Activation 78400 3
activation_10 Activation 117600 2
activation_11 Activation 39200 1
mixed0 Concatenate 313600 11
conv2d_15 Conv2D 78400 1 16384
batch_normalization_15 BatchNormalization 78400 1 192 64
activation_15 Activation 78400 2
conv2d_13 Conv2D 58800 2 12288
conv2d_16 Conv2D 117600 2 55296
batch_normalization_13 BatchNormalization 58800 2 144 48
batch_normalization_16 BatchNormalization 117600 2 288 96
activation_13 Activation 58800 4
activation_16 Activation 117600 4
average_pooling2d_1 AveragePooling2D 313600 4
conv2d_12 Conv2D 78400 4 16384
conv2d_14 Conv2D 78400 4 76800
conv2d_17 Conv2D 117600 4 82944
conv2d_18 Conv2D 78400 4 16384
batch_normalization_12 BatchNormalization 78400 4 192 64
batch_normalization_14 BatchNormalization 78400 4 192 64
batch_normalization_17 BatchNormalization 117600 4 288 96
batch_normalization_18 BatchNormalization 78400 4 192 64
activation_12 Activation 78400 4
activation_14 Activation 78400 3
activation_17 Activation 117600 2
activation_18 Activation 78400 1
mixed1 Concatenate 352800 11
conv2d_22 Conv2D 78400 1 18432
batch_normalization_22 BatchNormalization 78400 1 192 64
activation_22 Activation 78400 2
conv2d_20 Conv2D 58800 2 13824
conv2d_23 Conv2D 117600 2 55296
batch_normalization_20 BatchNormalization 58800 2 144 48
batch_normalization_23 BatchNormalization 117600 2 288 96
activation_20 Activation 58800 4
activation_23 Activation 117600 4
average_pooling2d_2 AveragePooling2D 352800 4
conv2d_19 Conv2D 78400 4 18432
conv2d_21 Conv2D 78400 4 76800
conv2d_24 Conv2D 117600 4 82944
conv2d_25 Conv2D 78400 4 18432
batch_normalization_19 BatchNormalization 78400 4 192 64
batch_normalization_21 BatchNormalization 78400 4 192 64
batch_normalization_24 BatchNormalization 117600 4 288 96
batch_normalization_25 BatchNormalization 78400 4 192 64
activation_19 Activation 78400 4
activation_21 Activation 78400 3
activation_24 Activation 117600 2
activation_25 Activation 78400 1
mixed2 Concatenate 352800 13
conv2d_27 Conv2D 78400 1 18432
batch_normalization_27 BatchNormalization 78400 1 192 64
activation_27 Activation 78400 1
conv2d_28 Conv2D 117600 1 55296
batch_normalization_28 BatchNormalization 117600 1 288 96
activation_28 Activation 117600 2
conv2d_26 Conv2D 110976 2 995328
conv2d_29 Conv2D 27744 2 82944
batch_normalization_26 BatchNormalization 110976 2 1152 384
batch_normalization_29 BatchNormalization 27744 2 288 96
activation_26 Activation 110976 3
activation_29 Activation 27744 2
max_pooling2d_2 MaxPooling2D 83232 1
mixed3 Concatenate 221952 20
conv2d_34 Conv2D 36992 1 98304
batch_normalization_34 BatchNormalization 36992 1 384 128
activation_34 Activation 36992 1
conv2d_35 Conv2D 36992 1 114688
batch_normalization_35 BatchNormalization 36992 1 384 128
activation_35 Activation 36992 2
conv2d_31 Conv2D 36992 2 98304
conv2d_36 Conv2D 36992 2 114688
batch_normalization_31 BatchNormalization 36992 2 384 128
batch_normalization_36 BatchNormalization 36992 2 384 128
activation_31 Activation 36992 2
activation_36 Activation 36992 2
conv2d_32 Conv2D 36992 2 114688
conv2d_37 Conv2D 36992 2 114688
batch_normalization_32 BatchNormalization 36992 2 384 128
batch_normalization_37 BatchNormalization 36992 2 384 128
activation_32 Activation 36992 4
activation_37 Activation 36992 4
average_pooling2d_3 AveragePooling2D 221952 4
conv2d_30 Conv2D 55488 4 147456
conv2d_33 Conv2D 55488 4 172032
conv2d_38 Conv2D 55488 4 172032
conv2d_39 Conv2D 55488 4 147456
batch_normalization_30 BatchNormalization 55488 4 576 192
batch_normalization_33 BatchNormalization 55488 4 576 192
batch_normalization_38 BatchNormalization 55488 4 576 192
batch_normalization_39 BatchNormalization 55488 4 576 192
activation_30 Activation 55488 4
activation_33 Activation 55488 3
activation_38 Activation 55488 2
activation_39 Activation 55488 1
mixed4 Concatenate 221952 20
conv2d_44 Conv2D 46240 1 122880
batch_normalization_44 BatchNormalization 46240 1 480 160
activation_44 Activation 46240 1
conv2d_45 Conv2D 46240 1 179200
batch_normalization_45 BatchNormalization 46240 1 480 160
activation_45 Activation 46240 2
conv2d_41 Conv2D 46240 2 122880
conv2d_46 Conv2D 46240 2 179200
batch_normalization_41 BatchNormalization 46240 2 480 160
batch_normalization_46 BatchNormalization 46240 2 480 160
activation_41 Activation 46240 2
activation_46 Activation 46240 2
conv2d_42 Conv2D 46240 2 179200
conv2d_47 Conv2D 46240 2 179200
batch_normalization_42 BatchNormalization 46240 2 480 160
batch_normalization_47 BatchNormalization 46240 2 480 160
activation_42 Activation 46240 4
activation_47 Activation 46240 4
average_pooling2d_4 AveragePooling2D 221952 4
conv2d_40 Conv2D 55488 4 147456
conv2d_43 Conv2D 55488 4 215040
conv2d_48 Conv2D 55488 4 215040
conv2d_49 Conv2D 55488 4 147456
batch_normalization_40 BatchNormalization 55488 4 576 192
batch_normalization_43 BatchNormalization 55488 4 576 192
batch_normalization_48 BatchNormalization 55488 4 576 192
batch_normalization_49 BatchNormalization 55488 4 576 192
activation_40 Activation 55488 4
activation_43 Activation 55488 3
activation_48 Activation 55488 2
activation_49 Activation 55488 1
mixed5 Concatenate 221952 20
conv2d_54 Conv2D 46240 1 122880
batch_normalization_54 BatchNormalization 46240 1 480 160
activation_54 Activation 46240 1
conv2d_55 Conv2D 46240 1 179200
batch_normalization_55 BatchNormalization 46240 1 480 160
activation_55 Activation 46240 2
conv2d_51 Conv2D 46240 2 122880
conv2d_56 Conv2D 46240 2 179200
batch_normalization_51 BatchNormalization 46240 2 480 160
batch_normalization_56 BatchNormalization 46240 2 480 160
activation_51 Activation 46240 2
activation_56 Activation 46240 2
conv2d_52 Conv2D 46240 2 179200
conv2d_57 Conv2D 46240 2 179200
batch_normalization_52 BatchNormalization 46240 2 480 160
batch_normalization_57 BatchNormalization 46240 2 480 160
activation_52 Activation 46240 4
activation_57 Activation 46240 4
average_pooling2d_5 AveragePooling2D 221952 4
conv2d_50 Conv2D 55488 4 147456
conv2d_53 Conv2D 55488 4 215040
conv2d_58 Conv2D 55488 4 215040
conv2d_59 Conv2D 55488 4 147456
batch_normalization_50 BatchNormalization 55488 4 576 192
batch_normalization_53 BatchNormalization 55488 4 576 192
batch_normalization_58 BatchNormalization 55488 4 576 192
batch_normalization_59 BatchNormalization 55488 4 576 192
activation_50 Activation 55488 4
activation_53 Activation 55488 3
activation_58 Activation 55488 2
activation_59 Activation 55488 1
mixed6 Concatenate 221952 20
conv2d_64 Conv2D 55488 1 147456
batch_normalization_64 BatchNormalization 55488 1 576 192
activation_64 Activation 55488 1
conv2d_65 Conv2D 55488 1 258048
batch_normalization_65 BatchNormalization 55488 1 576 192
activation_65 Activation 55488 2
conv2d_61 Conv2D 55488 2 147456
conv2d_66 Conv2D 55488 2 258048
batch_normalization_61 BatchNormalization 55488 2 576 192
batch_normalization_66 BatchNormalization 55488 2 576 192
activation_61 Activation 55488 2
activation_66 Activation 55488 2
conv2d_62 Conv2D 55488 2 258048
conv2d_67 Conv2D 55488 2 258048
batch_normalization_62 BatchNormalization 55488 2 576 192
batch_normalization_67 BatchNormalization 55488 2 576 192
activation_62 Activation 55488 4
activation_67 Activation 55488 4
average_pooling2d_6 AveragePooling2D 221952 4
conv2d_60 Conv2D 55488 4 147456
conv2d_63 Conv2D 55488 4 258048
conv2d_68 Conv2D 55488 4 258048
conv2d_69 Conv2D 55488 4 147456
batch_normalization_60 BatchNormalization 55488 4 576 192
batch_normalization_63 BatchNormalization 55488 4 576 192
batch_normalization_68 BatchNormalization 55488 4 576 192
batch_normalization_69 BatchNormalization 55488 4 576 192
activation_60 Activation 55488 4
activation_63 Activation 55488 3
activation_68 Activation 55488 2
activation_69 Activation 55488 1
mixed7 Concatenate 221952 19
conv2d_72 Conv2D 55488 1 147456
batch_normalization_72 BatchNormalization 55488 1 576 192
activation_72 Activation 55488 1
conv2d_73 Conv2D 55488 1 258048
batch_normalization_73 BatchNormalization 55488 1 576 192
activation_73 Activation 55488 2
conv2d_70 Conv2D 55488 2 147456
conv2d_74 Conv2D 55488 2 258048
batch_normalization_70 BatchNormalization 55488 2 576 192
batch_normalization_74 BatchNormalization 55488 2 576 192
activation_70 Activation 55488 2
activation_74 Activation 55488 2
conv2d_71 Conv2D 20480 2 552960
conv2d_75 Conv2D 12288 2 331776
batch_normalization_71 BatchNormalization 20480 2 960 320
batch_normalization_75 BatchNormalization 12288 2 576 192
activation_71 Activation 20480 3
activation_75 Activation 12288 2
max_pooling2d_3 MaxPooling2D 49152 1
mixed8 Concatenate 81920 15
conv2d_80 Conv2D 28672 1 573440
batch_normalization_80 BatchNormalization 28672 1 1344 448
activation_80 Activation 28672 2
conv2d_77 Conv2D 24576 2 491520
conv2d_81 Conv2D 24576 2 1548288
batch_normalization_77 BatchNormalization 24576 2 1152 384
batch_normalization_81 BatchNormalization 24576 2 1152 384
activation_77 Activation 24576 3
activation_81 Activation 24576 4
conv2d_78 Conv2D 24576 6 442368
conv2d_79 Conv2D 24576 6 442368
conv2d_82 Conv2D 24576 6 442368
conv2d_83 Conv2D 24576 6 442368
average_pooling2d_7 AveragePooling2D 81920 6
conv2d_76 Conv2D 20480 6 409600
batch_normalization_78 BatchNormalization 24576 6 1152 384
batch_normalization_79 BatchNormalization 24576 6 1152 384
batch_normalization_82 BatchNormalization 24576 6 1152 384
batch_normalization_83 BatchNormalization 24576 6 1152 384
conv2d_84 Conv2D 12288 6 245760
batch_normalization_76 BatchNormalization 20480 6 960 320
activation_78 Activation 24576 6
activation_79 Activation 24576 5
activation_82 Activation 24576 5
activation_83 Activation 24576 4
batch_normalization_84 BatchNormalization 12288 4 576 192
activation_76 Activation 20480 4
mixed9_0 Concatenate 49152 3
concatenate Concatenate 49152 2
activation_84 Activation 12288 1
mixed9 Concatenate 131072 15
conv2d_89 Conv2D 28672 1 917504
batch_normalization_89 BatchNormalization 28672 1 1344 448
activation_89 Activation 28672 2
conv2d_86 Conv2D 24576 2 786432
conv2d_90 Conv2D 24576 2 1548288
batch_normalization_86 BatchNormalization 24576 2 1152 384
batch_normalization_90 BatchNormalization 24576 2 1152 384
activation_86 Activation 24576 3
activation_90 Activation 24576 4
conv2d_87 Conv2D 24576 6 442368
conv2d_88 Conv2D 24576 6 442368
conv2d_91 Conv2D 24576 6 442368
conv2d_92 Conv2D 24576 6 442368
average_pooling2d_8 AveragePooling2D 131072 6
conv2d_85 Conv2D 20480 6 655360
batch_normalization_87 BatchNormalization 24576 6 1152 384
batch_normalization_88 BatchNormalization 24576 6 1152 384
batch_normalization_91 BatchNormalization 24576 6 1152 384
batch_normalization_92 BatchNormalization 24576 6 1152 384
conv2d_93 Conv2D 12288 6 393216
batch_normalization_85 BatchNormalization 20480 6 960 320
activation_87 Activation 24576 6
activation_88 Activation 24576 5
activation_91 Activation 24576 5
activation_92 Activation 24576 4
batch_normalization_93 BatchNormalization 12288 4 576 192
activation_85 Activation 20480 4
mixed9_1 Concatenate 49152 3
concatenate_1 Concatenate 49152 2
activation_93 Activation 12288 1
mixed10 Concatenate 131072 1`,
  },
  InceptionResNetV2: {
    channels: 1536,
    sides: [[75, 1], [107, 2], [139, 3], [171, 4], [203, 5], [235, 6], [267, 7], [299, 8], [331, 9], [363, 10], [395, 11], [427, 12], [459, 13], [491, 14], [523, 15], [555, 16], [587, 17], [619, 18], [651, 19], [683, 20], [715, 21], [747, 22], [779, 23], [811, 24], [843, 25], [875, 26], [907, 27], [939, 28], [971, 29], [1003, 30]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, -1], [4, 1, 2, 1, -3], [10, 1, 4, 1, -2], [14, 1, 4, 1, -4], [17, 1, 8, 5, -3], [267, 1, 16, 5, -2], [607, 1, 32, 21, -2]],
    layers: `input_layer InputLayer 268203 1
conv2d Conv2D 710432 1 864
batch_normalization BatchNormalization 710432 1 96 32
activation Activation 710432 1
conv2d_1 Conv2D 691488 1 9216
batch_normalization_1 BatchNormalization 691488 1 96 32
activation_1 Activation 691488 1
conv2d_2 Conv2D 1382976 1 18432
batch_normalization_2 BatchNormalization 1382976 1 192 64
activation_2 Activation 1382976 1
max_pooling2d MaxPooling2D 341056 1
conv2d_3 Conv2D 426320 1 5120
batch_normalization_3 BatchNormalization 426320 1 240 80
activation_3 Activation 426320 1
conv2d_4 Conv2D 967872 1 138240
batch_normalization_4 BatchNormalization 967872 1 576 192
activation_4 Activation 967872 1
max_pooling2d_1 MaxPooling2D 235200 11
conv2d_8 Conv2D 78400 1 12288
batch_normalization_8 BatchNormalization 78400 1 192 64
activation_8 Activation 78400 2
conv2d_6 Conv2D 58800 2 9216
conv2d_9 Conv2D 117600 2 55296
batch_normalization_6 BatchNormalization 58800 2 144 48
batch_normalization_9 BatchNormalization 117600 2 288 96
activation_6 Activation 58800 4
activation_9 Activation 117600 4
average_pooling2d AveragePooling2D 235200 4
conv2d_5 Conv2D 117600 4 18432
conv2d_7 Conv2D 78400 4 76800
conv2d_10 Conv2D 117600 4 82944
conv2d_11 Conv2D 78400 4 12288
batch_normalization_5 BatchNormalization 117600 4 288 96
batch_normalization_7 BatchNormalization 78400 4 192 64
batch_normalization_10 BatchNormalization 117600 4 288 96
batch_normalization_11 BatchNormalization 78400 4 192 64
activation_5 Activation 117600 4
activation_7 Activation 78400 3
activation_10 Activation 117600 2
activation_11 Activation 78400 1
mixed_5b Concatenate 392000 21
conv2d_15 Conv2D 39200 1 10240
batch_normalization_15 BatchNormalization 39200 1 96 32
activation_15 Activation 39200 2
conv2d_13 Conv2D 39200 2 10240
conv2d_16 Conv2D 58800 2 13824
batch_normalization_13 BatchNormalization 39200 2 96 32
batch_normalization_16 BatchNormalization 58800 2 144 48
activation_13 Activation 39200 3
activation_16 Activation 58800 3
conv2d_12 Conv2D 39200 3 10240
conv2d_14 Conv2D 39200 3 9216
conv2d_17 Conv2D 78400 3 27648
batch_normalization_12 BatchNormalization 39200 3 96 32
batch_normalization_14 BatchNormalization 39200 3 96 32
batch_normalization_17 BatchNormalization 78400 3 192 64
activation_12 Activation 39200 3
activation_14 Activation 39200 2
activation_17 Activation 78400 1
block35_1_mixed Concatenate 156800 1
block35_1_conv Conv2D 392000 1 41280
custom_scale_layer CustomScaleLayer 392000 1
block35_1_ac Activation 392000 21
conv2d_21 Conv2D 39200 1 10240
batch_normalization_21 BatchNormalization 39200 1 96 32
activation_21 Activation 39200 2
conv2d_19 Conv2D 39200 2 10240
conv2d_22 Conv2D 58800 2 13824
batch_normalization_19 BatchNormalization 39200 2 96 32
batch_normalization_22 BatchNormalization 58800 2 144 48
activation_19 Activation 39200 3
activation_22 Activation 58800 3
conv2d_18 Conv2D 39200 3 10240
conv2d_20 Conv2D 39200 3 9216
conv2d_23 Conv2D 78400 3 27648
batch_normalization_18 BatchNormalization 39200 3 96 32
batch_normalization_20 BatchNormalization 39200 3 96 32
batch_normalization_23 BatchNormalization 78400 3 192 64
activation_18 Activation 39200 3
activation_20 Activation 39200 2
activation_23 Activation 78400 1
block35_2_mixed Concatenate 156800 1
block35_2_conv Conv2D 392000 1 41280
custom_scale_layer_1 CustomScaleLayer 392000 1
block35_2_ac Activation 392000 21
conv2d_27 Conv2D 39200 1 10240
batch_normalization_27 BatchNormalization 39200 1 96 32
activation_27 Activation 39200 2
conv2d_25 Conv2D 39200 2 10240
conv2d_28 Conv2D 58800 2 13824
batch_normalization_25 BatchNormalization 39200 2 96 32
batch_normalization_28 BatchNormalization 58800 2 144 48
activation_25 Activation 39200 3
activation_28 Activation 58800 3
conv2d_24 Conv2D 39200 3 10240
conv2d_26 Conv2D 39200 3 9216
conv2d_29 Conv2D 78400 3 27648
batch_normalization_24 BatchNormalization 39200 3 96 32
batch_normalization_26 BatchNormalization 39200 3 96 32
batch_normalization_29 BatchNormalization 78400 3 192 64
activation_24 Activation 39200 3
activation_26 Activation 39200 2
activation_29 Activation 78400 1
block35_3_mixed Concatenate 156800 1
block35_3_conv Conv2D 392000 1 41280
custom_scale_layer_2 CustomScaleLayer 392000 1
block35_3_ac Activation 392000 21
conv2d_33 Conv2D 39200 1 10240
batch_normalization_33 BatchNormalization 39200 1 96 32
activation_33 Activation 39200 2
conv2d_31 Conv2D 39200 2 10240
conv2d_34 Conv2D 58800 2 13824
batch_normalization_31 BatchNormalization 39200 2 96 32
batch_normalization_34 BatchNormalization 58800 2 144 48
activation_31 Activation 39200 3
activation_34 Activation 58800 3
conv2d_30 Conv2D 39200 3 10240
conv2d_32 Conv2D 39200 3 9216
conv2d_35 Conv2D 78400 3 27648
batch_normalization_30 BatchNormalization 39200 3 96 32
batch_normalization_32 BatchNormalization 39200 3 96 32
batch_normalization_35 BatchNormalization 78400 3 192 64
activation_30 Activation 39200 3
activation_32 Activation 39200 2
activation_35 Activation 78400 1
block35_4_mixed Concatenate 156800 1
block35_4_conv Conv2D 392000 1 41280
custom_scale_layer_3 CustomScaleLayer 392000 1
block35_4_ac Activation 392000 21
conv2d_39 Conv2D 39200 1 10240
batch_normalization_39 BatchNormalization 39200 1 96 32
activation_39 Activation 39200 2
conv2d_37 Conv2D 39200 2 10240
conv2d_40 Conv2D 58800 2 13824
batch_normalization_37 BatchNormalization 39200 2 96 32
batch_normalization_40 BatchNormalization 58800 2 144 48
activation_37 Activation 39200 3
activation_40 Activation 58800 3
conv2d_36 Conv2D 39200 3 10240
conv2d_38 Conv2D 39200 3 9216
conv2d_41 Conv2D 78400 3 27648
batch_normalization_36 BatchNormalization 39200 3 96 32
batch_normalization_38 BatchNormalization 39200 3 96 32
batch_normalization_41 BatchNormalization 78400 3 192 64
activation_36 Activation 39200 3
activation_38 Activation 39200 2
activation_41 Activation 78400 1
block35_5_mixed Concatenate 156800 1
block35_5_conv Conv2D 392000 1 41280
custom_scale_layer_4 CustomScaleLayer 392000 1
block35_5_ac Activation 392000 21
conv2d_45 Conv2D 39200 1 10240
batch_normalization_45 BatchNormalization 39200 1 96 32
activation_45 Activation 39200 2
conv2d_43 Conv2D 39200 2 10240
conv2d_46 Conv2D 58800 2 13824
batch_normalization_43 BatchNormalization 39200 2 96 32
batch_normalization_46 BatchNormalization 58800 2 144 48
activation_43 Activation 39200 3
activation_46 Activation 58800 3
conv2d_42 Conv2D 39200 3 10240
conv2d_44 Conv2D 39200 3 9216
conv2d_47 Conv2D 78400 3 27648
batch_normalization_42 BatchNormalization 39200 3 96 32
batch_normalization_44 BatchNormalization 39200 3 96 32
batch_normalization_47 BatchNormalization 78400 3 192 64
activation_42 Activation 39200 3
activation_44 Activation 39200 2
activation_47 Activation 78400 1
block35_6_mixed Concatenate 156800 1
block35_6_conv Conv2D 392000 1 41280
custom_scale_layer_5 CustomScaleLayer 392000 1
block35_6_ac Activation 392000 21
conv2d_51 Conv2D 39200 1 10240
batch_normalization_51 BatchNormalization 39200 1 96 32
activation_51 Activation 39200 2
conv2d_49 Conv2D 39200 2 10240
conv2d_52 Conv2D 58800 2 13824
batch_normalization_49 BatchNormalization 39200 2 96 32
batch_normalization_52 BatchNormalization 58800 2 144 48
activation_49 Activation 39200 3
activation_52 Activation 58800 3
conv2d_48 Conv2D 39200 3 10240
conv2d_50 Conv2D 39200 3 9216
conv2d_53 Conv2D 78400 3 27648
batch_normalization_48 BatchNormalization 39200 3 96 32
batch_normalization_50 BatchNormalization 39200 3 96 32
batch_normalization_53 BatchNormalization 78400 3 192 64
activation_48 Activation 39200 3
activation_50 Activation 39200 2
activation_53 Activation 78400 1
block35_7_mixed Concatenate 156800 1
block35_7_conv Conv2D 392000 1 41280
custom_scale_layer_6 CustomScaleLayer 392000 1
block35_7_ac Activation 392000 21
conv2d_57 Conv2D 39200 1 10240
batch_normalization_57 BatchNormalization 39200 1 96 32
activation_57 Activation 39200 2
conv2d_55 Conv2D 39200 2 10240
conv2d_58 Conv2D 58800 2 13824
batch_normalization_55 BatchNormalization 39200 2 96 32
batch_normalization_58 BatchNormalization 58800 2 144 48
activation_55 Activation 39200 3
activation_58 Activation 58800 3
conv2d_54 Conv2D 39200 3 10240
conv2d_56 Conv2D 39200 3 9216
conv2d_59 Conv2D 78400 3 27648
batch_normalization_54 BatchNormalization 39200 3 96 32
batch_normalization_56 BatchNormalization 39200 3 96 32
batch_normalization_59 BatchNormalization 78400 3 192 64
activation_54 Activation 39200 3
activation_56 Activation 39200 2
activation_59 Activation 78400 1
block35_8_mixed Concatenate 156800 1
block35_8_conv Conv2D 392000 1 41280
custom_scale_layer_7 CustomScaleLayer 392000 1
block35_8_ac Activation 392000 21
conv2d_63 Conv2D 39200 1 10240
batch_normalization_63 BatchNormalization 39200 1 96 32
activation_63 Activation 39200 2
conv2d_61 Conv2D 39200 2 10240
conv2d_64 Conv2D 58800 2 13824
batch_normalization_61 BatchNormalization 39200 2 96 32
batch_normalization_64 BatchNormalization 58800 2 144 48
activation_61 Activation 39200 3
activation_64 Activation 58800 3
conv2d_60 Conv2D 39200 3 10240
conv2d_62 Conv2D 39200 3 9216
conv2d_65 Conv2D 78400 3 27648
batch_normalization_60 BatchNormalization 39200 3 96 32
batch_normalization_62 BatchNormalization 39200 3 96 32
batch_normalization_65 BatchNormalization 78400 3 192 64
activation_60 Activation 39200 3
activation_62 Activation 39200 2
activation_65 Activation 78400 1
block35_9_mixed Concatenate 156800 1
block35_9_conv Conv2D 392000 1 41280
custom_scale_layer_8 CustomScaleLayer 392000 1
block35_9_ac Activation 392000 21
conv2d_69 Conv2D 39200 1 10240
batch_normalization_69 BatchNormalization 39200 1 96 32
activation_69 Activation 39200 2
conv2d_67 Conv2D 39200 2 10240
conv2d_70 Conv2D 58800 2 13824
batch_normalization_67 BatchNormalization 39200 2 96 32
batch_normalization_70 BatchNormalization 58800 2 144 48
activation_67 Activation 39200 3
activation_70 Activation 58800 3
conv2d_66 Conv2D 39200 3 10240
conv2d_68 Conv2D 39200 3 9216
conv2d_71 Conv2D 78400 3 27648
batch_normalization_66 BatchNormalization 39200 3 96 32
batch_normalization_68 BatchNormalization 39200 3 96 32
batch_normalization_71 BatchNormalization 78400 3 192 64
activation_66 Activation 39200 3
activation_68 Activation 39200 2
activation_71 Activation 78400 1
block35_10_mixed Concatenate 156800 1
block35_10_conv Conv2D 392000 1 41280
custom_scale_layer_9 CustomScaleLayer 392000 1
block35_10_ac Activation 392000 13
conv2d_73 Conv2D 313600 1 81920
batch_normalization_73 BatchNormalization 313600 1 768 256
activation_73 Activation 313600 1
conv2d_74 Conv2D 313600 1 589824
batch_normalization_74 BatchNormalization 313600 1 768 256
activation_74 Activation 313600 2
conv2d_72 Conv2D 110976 2 1105920
conv2d_75 Conv2D 110976 2 884736
batch_normalization_72 BatchNormalization 110976 2 1152 384
batch_normalization_75 BatchNormalization 110976 2 1152 384
activation_72 Activation 110976 3
activation_75 Activation 110976 2
max_pooling2d_2 MaxPooling2D 92480 1
mixed_6a Concatenate 314432 15
conv2d_77 Conv2D 36992 1 139264
batch_normalization_77 BatchNormalization 36992 1 384 128
activation_77 Activation 36992 1
conv2d_78 Conv2D 46240 1 143360
batch_normalization_78 BatchNormalization 46240 1 480 160
activation_78 Activation 46240 2
conv2d_76 Conv2D 55488 2 208896
conv2d_79 Conv2D 55488 2 215040
batch_normalization_76 BatchNormalization 55488 2 576 192
batch_normalization_79 BatchNormalization 55488 2 576 192
activation_76 Activation 55488 2
activation_79 Activation 55488 1
block17_1_mixed Concatenate 110976 1
block17_1_conv Conv2D 314432 1 418880
custom_scale_layer_10 CustomScaleLayer 314432 1
block17_1_ac Activation 314432 15
conv2d_81 Conv2D 36992 1 139264
batch_normalization_81 BatchNormalization 36992 1 384 128
activation_81 Activation 36992 1
conv2d_82 Conv2D 46240 1 143360
batch_normalization_82 BatchNormalization 46240 1 480 160
activation_82 Activation 46240 2
conv2d_80 Conv2D 55488 2 208896
conv2d_83 Conv2D 55488 2 215040
batch_normalization_80 BatchNormalization 55488 2 576 192
batch_normalization_83 BatchNormalization 55488 2 576 192
activation_80 Activation 55488 2
activation_83 Activation 55488 1
block17_2_mixed Concatenate 110976 1
block17_2_conv Conv2D 314432 1 418880
custom_scale_layer_11 CustomScaleLayer 314432 1
block17_2_ac Activation 314432 15
conv2d_85 Conv2D 36992 1 139264
batch_normalization_85 BatchNormalization 36992 1 384 128
activation_85 Activation 36992 1
conv2d_86 Conv2D 46240 1 143360
batch_normalization_86 BatchNormalization 46240 1 480 160
activation_86 Activation 46240 2
conv2d_84 Conv2D 55488 2 208896
conv2d_87 Conv2D 55488 2 215040
batch_normalization_84 BatchNormalization 55488 2 576 192
batch_normalization_87 BatchNormalization 55488 2 576 192
activation_84 Activation 55488 2
activation_87 Activation 55488 1
block17_3_mixed Concatenate 110976 1
block17_3_conv Conv2D 314432 1 418880
custom_scale_layer_12 CustomScaleLayer 314432 1
block17_3_ac Activation 314432 15
conv2d_89 Conv2D 36992 1 139264
batch_normalization_89 BatchNormalization 36992 1 384 128
activation_89 Activation 36992 1
conv2d_90 Conv2D 46240 1 143360
batch_normalization_90 BatchNormalization 46240 1 480 160
activation_90 Activation 46240 2
conv2d_88 Conv2D 55488 2 208896
conv2d_91 Conv2D 55488 2 215040
batch_normalization_88 BatchNormalization 55488 2 576 192
batch_normalization_91 BatchNormalization 55488 2 576 192
activation_88 Activation 55488 2
activation_91 Activation 55488 1
block17_4_mixed Concatenate 110976 1
block17_4_conv Conv2D 314432 1 418880
custom_scale_layer_13 CustomScaleLayer 314432 1
block17_4_ac Activation 314432 15
conv2d_93 Conv2D 36992 1 139264
batch_normalization_93 BatchNormalization 36992 1 384 128
activation_93 Activation 36992 1
conv2d_94 Conv2D 46240 1 143360
batch_normalization_94 BatchNormalization 46240 1 480 160
activation_94 Activation 46240 2
conv2d_92 Conv2D 55488 2 208896
conv2d_95 Conv2D 55488 2 215040
batch_normalization_92 BatchNormalization 55488 2 576 192
batch_normalization_95 BatchNormalization 55488 2 576 192
activation_92 Activation 55488 2
activation_95 Activation 55488 1
block17_5_mixed Concatenate 110976 1
block17_5_conv Conv2D 314432 1 418880
custom_scale_layer_14 CustomScaleLayer 314432 1
block17_5_ac Activation 314432 15
conv2d_97 Conv2D 36992 1 139264
batch_normalization_97 BatchNormalization 36992 1 384 128
activation_97 Activation 36992 1
conv2d_98 Conv2D 46240 1 143360
batch_normalization_98 BatchNormalization 46240 1 480 160
activation_98 Activation 46240 2
conv2d_96 Conv2D 55488 2 208896
conv2d_99 Conv2D 55488 2 215040
batch_normalization_96 BatchNormalization 55488 2 576 192
batch_normalization_99 BatchNormalization 55488 2 576 192
activation_96 Activation 55488 2
activation_99 Activation 55488 1
block17_6_mixed Concatenate 110976 1
block17_6_conv Conv2D 314432 1 418880
custom_scale_layer_15 CustomScaleLayer 314432 1
block17_6_ac Activation 314432 15
conv2d_101 Conv2D 36992 1 139264
batch_normalization_101 BatchNormalization 36992 1 384 128
activation_101 Activation 36992 1
conv2d_102 Conv2D 46240 1 143360
batch_normalization_102 BatchNormalization 46240 1 480 160
activation_102 Activation 46240 2
conv2d_100 Conv2D 55488 2 208896
conv2d_103 Conv2D 55488 2 215040
batch_normalization_100 BatchNormalization 55488 2 576 192
batch_normalization_103 BatchNormalization 55488 2 576 192
activation_100 Activation 55488 2
activation_103 Activation 55488 1
block17_7_mixed Concatenate 110976 1
block17_7_conv Conv2D 314432 1 418880
custom_scale_layer_16 CustomScaleLayer 314432 1
block17_7_ac Activation 314432 15
conv2d_105 Conv2D 36992 1 139264
batch_normalization_105 BatchNormalization 36992 1 384 128
activation_105 Activation 36992 1
conv2d_106 Conv2D 46240 1 143360
batch_normalization_106 BatchNormalization 46240 1 480 160
activation_106 Activation 46240 2
conv2d_104 Conv2D 55488 2 208896
conv2d_107 Conv2D 55488 2 215040
batch_normalization_104 BatchNormalization 55488 2 576 192
batch_normalization_107 BatchNormalization 55488 2 576 192
activation_104 Activation 55488 2
activation_107 Activation 55488 1
block17_8_mixed Concatenate 110976 1
block17_8_conv Conv2D 314432 1 418880
custom_scale_layer_17 CustomScaleLayer 314432 1
block17_8_ac Activation 314432 15
conv2d_109 Conv2D 36992 1 139264
batch_normalization_109 BatchNormalization 36992 1 384 128
activation_109 Activation 36992 1
conv2d_110 Conv2D 46240 1 143360
batch_normalization_110 BatchNormalization 46240 1 480 160
activation_110 Activation 46240 2
conv2d_108 Conv2D 55488 2 208896
conv2d_111 Conv2D 55488 2 215040
batch_normalization_108 BatchNormalization 55488 2 576 192
batch_normalization_111 BatchNormalization 55488 2 576 192
activation_108 Activation 55488 2
activation_111 Activation 55488 1
block17_9_mixed Concatenate 110976 1
block17_9_conv Conv2D 314432 1 418880
custom_scale_layer_18 CustomScaleLayer 314432 1
block17_9_ac Activation 314432 15
conv2d_113 Conv2D 36992 1 139264
batch_normalization_113 BatchNormalization 36992 1 384 128
activation_113 Activation 36992 1
conv2d_114 Conv2D 46240 1 143360
batch_normalization_114 BatchNormalization 46240 1 480 160
activation_114 Activation 46240 2
conv2d_112 Conv2D 55488 2 208896
conv2d_115 Conv2D 55488 2 215040
batch_normalization_112 BatchNormalization 55488 2 576 192
batch_normalization_115 BatchNormalization 55488 2 576 192
activation_112 Activation 55488 2
activation_115 Activation 55488 1
block17_10_mixed Concatenate 110976 1
block17_10_conv Conv2D 314432 1 418880
custom_scale_layer_19 CustomScaleLayer 314432 1
block17_10_ac Activation 314432 15
conv2d_117 Conv2D 36992 1 139264
batch_normalization_117 BatchNormalization 36992 1 384 128
activation_117 Activation 36992 1
conv2d_118 Conv2D 46240 1 143360
batch_normalization_118 BatchNormalization 46240 1 480 160
activation_118 Activation 46240 2
conv2d_116 Conv2D 55488 2 208896
conv2d_119 Conv2D 55488 2 215040
batch_normalization_116 BatchNormalization 55488 2 576 192
batch_normalization_119 BatchNormalization 55488 2 576 192
activation_116 Activation 55488 2
activation_119 Activation 55488 1
block17_11_mixed Concatenate 110976 1
block17_11_conv Conv2D 314432 1 418880
custom_scale_layer_20 CustomScaleLayer 314432 1
block17_11_ac Activation 314432 15
conv2d_121 Conv2D 36992 1 139264
batch_normalization_121 BatchNormalization 36992 1 384 128
activation_121 Activation 36992 1
conv2d_122 Conv2D 46240 1 143360
batch_normalization_122 BatchNormalization 46240 1 480 160
activation_122 Activation 46240 2
conv2d_120 Conv2D 55488 2 208896
conv2d_123 Conv2D 55488 2 215040
batch_normalization_120 BatchNormalization 55488 2 576 192
batch_normalization_123 BatchNormalization 55488 2 576 192
activation_120 Activation 55488 2
activation_123 Activation 55488 1
block17_12_mixed Concatenate 110976 1
block17_12_conv Conv2D 314432 1 418880
custom_scale_layer_21 CustomScaleLayer 314432 1
block17_12_ac Activation 314432 15
conv2d_125 Conv2D 36992 1 139264
batch_normalization_125 BatchNormalization 36992 1 384 128
activation_125 Activation 36992 1
conv2d_126 Conv2D 46240 1 143360
batch_normalization_126 BatchNormalization 46240 1 480 160
activation_126 Activation 46240 2
conv2d_124 Conv2D 55488 2 208896
conv2d_127 Conv2D 55488 2 215040
batch_normalization_124 BatchNormalization 55488 2 576 192
batch_normalization_127 BatchNormalization 55488 2 576 192
activation_124 Activation 55488 2
activation_127 Activation 55488 1
block17_13_mixed Concatenate 110976 1
block17_13_conv Conv2D 314432 1 418880
custom_scale_layer_22 CustomScaleLayer 314432 1
block17_13_ac Activation 314432 15
conv2d_129 Conv2D 36992 1 139264
batch_normalization_129 BatchNormalization 36992 1 384 128
activation_129 Activation 36992 1
conv2d_130 Conv2D 46240 1 143360
batch_normalization_130 BatchNormalization 46240 1 480 160
activation_130 Activation 46240 2
conv2d_128 Conv2D 55488 2 208896
conv2d_131 Conv2D 55488 2 215040
batch_normalization_128 BatchNormalization 55488 2 576 192
batch_normalization_131 BatchNormalization 55488 2 576 192
activation_128 Activation 55488 2
activation_131 Activation 55488 1
block17_14_mixed Concatenate 110976 1
block17_14_conv Conv2D 314432 1 418880
custom_scale_layer_23 CustomScaleLayer 314432 1
block17_14_ac Activation 314432 15
conv2d_133 Conv2D 36992 1 139264
batch_normalization_133 BatchNormalization 36992 1 384 128
activation_133 Activation 36992 1
conv2d_134 Conv2D 46240 1 143360
batch_normalization_134 BatchNormalization 46240 1 480 160
activation_134 Activation 46240 2
conv2d_132 Conv2D 55488 2 208896
conv2d_135 Conv2D 55488 2 215040
batch_normalization_132 BatchNormalization 55488 2 576 192
batch_normalization_135 BatchNormalization 55488 2 576 192
activation_132 Activation 55488 2
activation_135 Activation 55488 1
block17_15_mixed Concatenate 110976 1
block17_15_conv Conv2D 314432 1 418880
custom_scale_layer_24 CustomScaleLayer 314432 1
block17_15_ac Activation 314432 15
conv2d_137 Conv2D 36992 1 139264
batch_normalization_137 BatchNormalization 36992 1 384 128
activation_137 Activation 36992 1
conv2d_138 Conv2D 46240 1 143360
batch_normalization_138 BatchNormalization 46240 1 480 160
activation_138 Activation 46240 2
conv2d_136 Conv2D 55488 2 208896
conv2d_139 Conv2D 55488 2 215040
batch_normalization_136 BatchNormalization 55488 2 576 192
batch_normalization_139 BatchNormalization 55488 2 576 192
activation_136 Activation 55488 2
activation_139 Activation 55488 1
block17_16_mixed Concatenate 110976 1
block17_16_conv Conv2D 314432 1 418880
custom_scale_layer_25 CustomScaleLayer 314432 1
block17_16_ac Activation 314432 15
conv2d_141 Conv2D 36992 1 139264
batch_normalization_141 BatchNormalization 36992 1 384 128
activation_141 Activation 36992 1
conv2d_142 Conv2D 46240 1 143360
batch_normalization_142 BatchNormalization 46240 1 480 160
activation_142 Activation 46240 2
conv2d_140 Conv2D 55488 2 208896
conv2d_143 Conv2D 55488 2 215040
batch_normalization_140 BatchNormalization 55488 2 576 192
batch_normalization_143 BatchNormalization 55488 2 576 192
activation_140 Activation 55488 2
activation_143 Activation 55488 1
block17_17_mixed Concatenate 110976 1
block17_17_conv Conv2D 314432 1 418880
custom_scale_layer_26 CustomScaleLayer 314432 1
block17_17_ac Activation 314432 15
conv2d_145 Conv2D 36992 1 139264
batch_normalization_145 BatchNormalization 36992 1 384 128
activation_145 Activation 36992 1
conv2d_146 Conv2D 46240 1 143360
batch_normalization_146 BatchNormalization 46240 1 480 160
activation_146 Activation 46240 2
conv2d_144 Conv2D 55488 2 208896
conv2d_147 Conv2D 55488 2 215040
batch_normalization_144 BatchNormalization 55488 2 576 192
batch_normalization_147 BatchNormalization 55488 2 576 192
activation_144 Activation 55488 2
activation_147 Activation 55488 1
block17_18_mixed Concatenate 110976 1
block17_18_conv Conv2D 314432 1 418880
custom_scale_layer_27 CustomScaleLayer 314432 1
block17_18_ac Activation 314432 15
conv2d_149 Conv2D 36992 1 139264
batch_normalization_149 BatchNormalization 36992 1 384 128
activation_149 Activation 36992 1
conv2d_150 Conv2D 46240 1 143360
batch_normalization_150 BatchNormalization 46240 1 480 160
activation_150 Activation 46240 2
conv2d_148 Conv2D 55488 2 208896
conv2d_151 Conv2D 55488 2 215040
batch_normalization_148 BatchNormalization 55488 2 576 192
batch_normalization_151 BatchNormalization 55488 2 576 192
activation_148 Activation 55488 2
activation_151 Activation 55488 1
block17_19_mixed Concatenate 110976 1
block17_19_conv Conv2D 314432 1 418880
custom_scale_layer_28 CustomScaleLayer 314432 1
block17_19_ac Activation 314432 15
conv2d_153 Conv2D 36992 1 139264
batch_normalization_153 BatchNormalization 36992 1 384 128
activation_153 Activation 36992 1
conv2d_154 Conv2D 46240 1 143360
batch_normalization_154 BatchNormalization 46240 1 480 160
activation_154 Activation 46240 2
conv2d_152 Conv2D 55488 2 208896
conv2d_155 Conv2D 55488 2 215040
batch_normalization_152 BatchNormalization 55488 2 576 192
batch_normalization_155 BatchNormalization 55488 2 576 192
activation_152 Activation 55488 2
activation_155 Activation 55488 1
block17_20_mixed Concatenate 110976 1
block17_20_conv Conv2D 314432 1 418880
custom_scale_layer_29 CustomScaleLayer 314432 1
block17_20_ac Activation 314432 22
conv2d_160 Conv2D 73984 1 278528
batch_normalization_160 BatchNormalization 73984 1 768 256
activation_160 Activation 73984 3
conv2d_156 Conv2D 73984 3 278528
conv2d_158 Conv2D 73984 3 278528
conv2d_161 Conv2D 83232 3 663552
batch_normalization_156 BatchNormalization 73984 3 768 256
batch_normalization_158 BatchNormalization 73984 3 768 256
batch_normalization_161 BatchNormalization 83232 3 864 288
activation_156 Activation 73984 3
activation_158 Activation 73984 3
activation_161 Activation 83232 3
conv2d_157 Conv2D 24576 3 884736
conv2d_159 Conv2D 18432 3 663552
conv2d_162 Conv2D 20480 3 829440
batch_normalization_157 BatchNormalization 24576 3 1152 384
batch_normalization_159 BatchNormalization 18432 3 864 288
batch_normalization_162 BatchNormalization 20480 3 960 320
activation_157 Activation 24576 4
activation_159 Activation 18432 3
activation_162 Activation 20480 2
max_pooling2d_3 MaxPooling2D 69632 1
mixed_7a Concatenate 133120 15
conv2d_164 Conv2D 12288 1 399360
batch_normalization_164 BatchNormalization 12288 1 576 192
activation_164 Activation 12288 1
conv2d_165 Conv2D 14336 1 129024
batch_normalization_165 BatchNormalization 14336 1 672 224
activation_165 Activation 14336 2
conv2d_163 Conv2D 12288 2 399360
conv2d_166 Conv2D 16384 2 172032
batch_normalization_163 BatchNormalization 12288 2 576 192
batch_normalization_166 BatchNormalization 16384 2 768 256
activation_163 Activation 12288 2
activation_166 Activation 16384 1
block8_1_mixed Concatenate 28672 1
block8_1_conv Conv2D 133120 1 933920
custom_scale_layer_30 CustomScaleLayer 133120 1
block8_1_ac Activation 133120 15
conv2d_168 Conv2D 12288 1 399360
batch_normalization_168 BatchNormalization 12288 1 576 192
activation_168 Activation 12288 1
conv2d_169 Conv2D 14336 1 129024
batch_normalization_169 BatchNormalization 14336 1 672 224
activation_169 Activation 14336 2
conv2d_167 Conv2D 12288 2 399360
conv2d_170 Conv2D 16384 2 172032
batch_normalization_167 BatchNormalization 12288 2 576 192
batch_normalization_170 BatchNormalization 16384 2 768 256
activation_167 Activation 12288 2
activation_170 Activation 16384 1
block8_2_mixed Concatenate 28672 1
block8_2_conv Conv2D 133120 1 933920
custom_scale_layer_31 CustomScaleLayer 133120 1
block8_2_ac Activation 133120 15
conv2d_172 Conv2D 12288 1 399360
batch_normalization_172 BatchNormalization 12288 1 576 192
activation_172 Activation 12288 1
conv2d_173 Conv2D 14336 1 129024
batch_normalization_173 BatchNormalization 14336 1 672 224
activation_173 Activation 14336 2
conv2d_171 Conv2D 12288 2 399360
conv2d_174 Conv2D 16384 2 172032
batch_normalization_171 BatchNormalization 12288 2 576 192
batch_normalization_174 BatchNormalization 16384 2 768 256
activation_171 Activation 12288 2
activation_174 Activation 16384 1
block8_3_mixed Concatenate 28672 1
block8_3_conv Conv2D 133120 1 933920
custom_scale_layer_32 CustomScaleLayer 133120 1
block8_3_ac Activation 133120 15
conv2d_176 Conv2D 12288 1 399360
batch_normalization_176 BatchNormalization 12288 1 576 192
activation_176 Activation 12288 1
conv2d_177 Conv2D 14336 1 129024
batch_normalization_177 BatchNormalization 14336 1 672 224
activation_177 Activation 14336 2
conv2d_175 Conv2D 12288 2 399360
conv2d_178 Conv2D 16384 2 172032
batch_normalization_175 BatchNormalization 12288 2 576 192
batch_normalization_178 BatchNormalization 16384 2 768 256
activation_175 Activation 12288 2
activation_178 Activation 16384 1
block8_4_mixed Concatenate 28672 1
block8_4_conv Conv2D 133120 1 933920
custom_scale_layer_33 CustomScaleLayer 133120 1
block8_4_ac Activation 133120 15
conv2d_180 Conv2D 12288 1 399360
batch_normalization_180 BatchNormalization 12288 1 576 192
activation_180 Activation 12288 1
conv2d_181 Conv2D 14336 1 129024
batch_normalization_181 BatchNormalization 14336 1 672 224
activation_181 Activation 14336 2
conv2d_179 Conv2D 12288 2 399360
conv2d_182 Conv2D 16384 2 172032
batch_normalization_179 BatchNormalization 12288 2 576 192
batch_normalization_182 BatchNormalization 16384 2 768 256
activation_179 Activation 12288 2
activation_182 Activation 16384 1
block8_5_mixed Concatenate 28672 1
block8_5_conv Conv2D 133120 1 933920
custom_scale_layer_34 CustomScaleLayer 133120 1
block8_5_ac Activation 133120 15
conv2d_184 Conv2D 12288 1 399360
batch_normalization_184 BatchNormalization 12288 1 576 192
activation_184 Activation 12288 1
conv2d_185 Conv2D 14336 1 129024
batch_normalization_185 BatchNormalization 14336 1 672 224
activation_185 Activation 14336 2
conv2d_183 Conv2D 12288 2 399360
conv2d_186 Conv2D 16384 2 172032
batch_normalization_183 BatchNormalization 12288 2 576 192
batch_normalization_186 BatchNormalization 16384 2 768 256
activation_183 Activation 12288 2
activation_186 Activation 16384 1
block8_6_mixed Concatenate 28672 1
block8_6_conv Conv2D 133120 1 933920
custom_scale_layer_35 CustomScaleLayer 133120 1
block8_6_ac Activation 133120 15
conv2d_188 Conv2D 12288 1 399360
batch_normalization_188 BatchNormalization 12288 1 576 192
activation_188 Activation 12288 1
conv2d_189 Conv2D 14336 1 129024
batch_normalization_189 BatchNormalization 14336 1 672 224
activation_189 Activation 14336 2
conv2d_187 Conv2D 12288 2 399360
conv2d_190 Conv2D 16384 2 172032
batch_normalization_187 BatchNormalization 12288 2 576 192
batch_normalization_190 BatchNormalization 16384 2 768 256
activation_187 Activation 12288 2
activation_190 Activation 16384 1
block8_7_mixed Concatenate 28672 1
block8_7_conv Conv2D 133120 1 933920
custom_scale_layer_36 CustomScaleLayer 133120 1
block8_7_ac Activation 133120 15
conv2d_192 Conv2D 12288 1 399360
batch_normalization_192 BatchNormalization 12288 1 576 192
activation_192 Activation 12288 1
conv2d_193 Conv2D 14336 1 129024
batch_normalization_193 BatchNormalization 14336 1 672 224
activation_193 Activation 14336 2
conv2d_191 Conv2D 12288 2 399360
conv2d_194 Conv2D 16384 2 172032
batch_normalization_191 BatchNormalization 12288 2 576 192
batch_normalization_194 BatchNormalization 16384 2 768 256
activation_191 Activation 12288 2
activation_194 Activation 16384 1
block8_8_mixed Concatenate 28672 1
block8_8_conv Conv2D 133120 1 933920
custom_scale_layer_37 CustomScaleLayer 133120 1
block8_8_ac Activation 133120 15
conv2d_196 Conv2D 12288 1 399360
batch_normalization_196 BatchNormalization 12288 1 576 192
activation_196 Activation 12288 1
conv2d_197 Conv2D 14336 1 129024
batch_normalization_197 BatchNormalization 14336 1 672 224
activation_197 Activation 14336 2
conv2d_195 Conv2D 12288 2 399360
conv2d_198 Conv2D 16384 2 172032
batch_normalization_195 BatchNormalization 12288 2 576 192
batch_normalization_198 BatchNormalization 16384 2 768 256
activation_195 Activation 12288 2
activation_198 Activation 16384 1
block8_9_mixed Concatenate 28672 1
block8_9_conv Conv2D 133120 1 933920
custom_scale_layer_38 CustomScaleLayer 133120 1
block8_9_ac Activation 133120 15
conv2d_200 Conv2D 12288 1 399360
batch_normalization_200 BatchNormalization 12288 1 576 192
activation_200 Activation 12288 1
conv2d_201 Conv2D 14336 1 129024
batch_normalization_201 BatchNormalization 14336 1 672 224
activation_201 Activation 14336 2
conv2d_199 Conv2D 12288 2 399360
conv2d_202 Conv2D 16384 2 172032
batch_normalization_199 BatchNormalization 12288 2 576 192
batch_normalization_202 BatchNormalization 16384 2 768 256
activation_199 Activation 12288 2
activation_202 Activation 16384 1
block8_10_mixed Concatenate 28672 1
block8_10_conv Conv2D 133120 1 933920
custom_scale_layer_39 CustomScaleLayer 133120 1
conv_7b Conv2D 98304 1 3194880
conv_7b_bn BatchNormalization 98304 1 4608 1536
conv_7b_ac Activation 98304 1`,
  },
  MobileNet: {
    channels: 1024,
    sides: [[32, 1], [63, 2], [95, 3], [127, 4], [159, 5], [191, 6], [223, 7], [255, 8], [287, 9], [319, 10], [351, 11], [383, 12], [415, 13], [447, 14], [479, 15], [511, 16], [543, 17], [575, 18], [607, 19], [639, 20], [671, 21], [703, 22], [735, 23], [767, 24], [799, 25], [831, 26], [863, 27], [895, 28], [927, 29], [959, 30], [991, 31], [1023, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, 0], [10, 1, 2, 1, 1], [11, 1, 4, 1, 0], [23, 1, 4, 1, 1], [24, 1, 8, 1, 0], [36, 1, 8, 1, 1], [37, 1, 16, 1, 0], [73, 1, 16, 1, 1], [74, 1, 32, 1, 0]],
    layers: `input_layer InputLayer 150528 1
conv1 Conv2D 401408 1 864
conv1_bn BatchNormalization 401408 1 128 64
conv1_relu ReLU 401408 1
conv_dw_1 DepthwiseConv2D 401408 1 288
conv_dw_1_bn BatchNormalization 401408 1 128 64
conv_dw_1_relu ReLU 401408 1
conv_pw_1 Conv2D 802816 1 2048
conv_pw_1_bn BatchNormalization 802816 1 256 128
conv_pw_1_relu ReLU 802816 1
conv_pad_2 ZeroPadding2D 817216 1
conv_dw_2 DepthwiseConv2D 200704 1 576
conv_dw_2_bn BatchNormalization 200704 1 256 128
conv_dw_2_relu ReLU 200704 1
conv_pw_2 Conv2D 401408 1 8192
conv_pw_2_bn BatchNormalization 401408 1 512 256
conv_pw_2_relu ReLU 401408 1
conv_dw_3 DepthwiseConv2D 401408 1 1152
conv_dw_3_bn BatchNormalization 401408 1 512 256
conv_dw_3_relu ReLU 401408 1
conv_pw_3 Conv2D 401408 1 16384
conv_pw_3_bn BatchNormalization 401408 1 512 256
conv_pw_3_relu ReLU 401408 1
conv_pad_4 ZeroPadding2D 415872 1
conv_dw_4 DepthwiseConv2D 100352 1 1152
conv_dw_4_bn BatchNormalization 100352 1 512 256
conv_dw_4_relu ReLU 100352 1
conv_pw_4 Conv2D 200704 1 32768
conv_pw_4_bn BatchNormalization 200704 1 1024 512
conv_pw_4_relu ReLU 200704 1
conv_dw_5 DepthwiseConv2D 200704 1 2304
conv_dw_5_bn BatchNormalization 200704 1 1024 512
conv_dw_5_relu ReLU 200704 1
conv_pw_5 Conv2D 200704 1 65536
conv_pw_5_bn BatchNormalization 200704 1 1024 512
conv_pw_5_relu ReLU 200704 1
conv_pad_6 ZeroPadding2D 215296 1
conv_dw_6 DepthwiseConv2D 50176 1 2304
conv_dw_6_bn BatchNormalization 50176 1 1024 512
conv_dw_6_relu ReLU 50176 1
conv_pw_6 Conv2D 100352 1 131072
conv_pw_6_bn BatchNormalization 100352 1 2048 1024
conv_pw_6_relu ReLU 100352 1
conv_dw_7 DepthwiseConv2D 100352 1 4608
conv_dw_7_bn BatchNormalization 100352 1 2048 1024
conv_dw_7_relu ReLU 100352 1
conv_pw_7 Conv2D 100352 1 262144
conv_pw_7_bn BatchNormalization 100352 1 2048 1024
conv_pw_7_relu ReLU 100352 1
conv_dw_8 DepthwiseConv2D 100352 1 4608
conv_dw_8_bn BatchNormalization 100352 1 2048 1024
conv_dw_8_relu ReLU 100352 1
conv_pw_8 Conv2D 100352 1 262144
conv_pw_8_bn BatchNormalization 100352 1 2048 1024
conv_pw_8_relu ReLU 100352 1
conv_dw_9 DepthwiseConv2D 100352 1 4608
conv_dw_9_bn BatchNormalization 100352 1 2048 1024
conv_dw_9_relu ReLU 100352 1
conv_pw_9 Conv2D 100352 1 262144
conv_pw_9_bn BatchNormalization 100352 1 2048 1024
conv_pw_9_relu ReLU 100352 1
conv_dw_10 DepthwiseConv2D 100352 1 4608
conv_dw_10_bn BatchNormalization 100352 1 2048 1024
conv_dw_10_relu ReLU 100352 1
conv_pw_10 Conv2D 100352 1 262144
conv_pw_10_bn BatchNormalization 100352 1 2048 1024
conv_pw_10_relu ReLU 100352 1
conv_dw_11 DepthwiseConv2D 100352 1 4608
conv_dw_11_bn BatchNormalization 100352 1 2048 1024
conv_dw_11_relu ReLU 100352 1
conv_pw_11 Conv2D 100352 1 262144
conv_pw_11_bn BatchNormalization 100352 1 2048 1024
conv_pw_11_relu ReLU 100352 1
conv_pad_12 ZeroPadding2D 115200 1
conv_dw_12 DepthwiseConv2D 25088 1 4608
conv_dw_12_bn BatchNormalization 25088 1 2048 1024
conv_dw_12_relu ReLU 25088 1
conv_pw_12 Conv2D 50176 1 524288
conv_pw_12_bn BatchNormalization 50176 1 4096 2048
conv_pw_12_relu ReLU 50176 1
conv_dw_13 DepthwiseConv2D 50176 1 9216
conv_dw_13_bn BatchNormalization 50176 1 4096 2048
conv_dw_13_relu ReLU 50176 1
conv_pw_13 Conv2D 50176 1 1048576
conv_pw_13_bn BatchNormalization 50176 1 4096 2048
conv_pw_13_relu ReLU 50176 1`,
  },
  MobileNetV2: {
    channels: 1280,
    sides: [[32, 1], [33, 2], [65, 3], [97, 4], [129, 5], [161, 6], [193, 7], [225, 8], [257, 9], [289, 10], [321, 11], [353, 12], [385, 13], [417, 14], [449, 15], [481, 16], [513, 17], [545, 18], [577, 19], [609, 20], [641, 21], [673, 22], [705, 23], [737, 24], [769, 25], [801, 26], [833, 27], [865, 28], [897, 29], [929, 30], [961, 31], [993, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, 0], [12, 2, 4, 3, 1], [13, 1, 4, 3, 0], [30, 2, 8, 7, 1], [31, 1, 8, 7, 0], [57, 2, 16, 15, 1], [58, 1, 16, 15, 0], [119, 2, 32, 31, 1], [120, 1, 32, 31, 0]],
    layers: `input_layer InputLayer 150528 1
Conv1 Conv2D 401408 1 864
bn_Conv1 BatchNormalization 401408 1 128 64
Conv1_relu ReLU 401408 1
expanded_conv_depthwise DepthwiseConv2D 401408 1 288
expanded_conv_depthwise_BN BatchNormalization 401408 1 128 64
expanded_conv_depthwise_relu ReLU 401408 1
expanded_conv_project Conv2D 200704 1 512
expanded_conv_project_BN BatchNormalization 200704 1 64 32
block_1_expand Conv2D 1204224 1 1536
block_1_expand_BN BatchNormalization 1204224 1 384 192
block_1_expand_relu ReLU 1204224 1
block_1_pad ZeroPadding2D 1225824 1
block_1_depthwise DepthwiseConv2D 301056 1 864
block_1_depthwise_BN BatchNormalization 301056 1 384 192
block_1_depthwise_relu ReLU 301056 1
block_1_project Conv2D 75264 1 2304
block_1_project_BN BatchNormalization 75264 9 96 48
block_2_expand Conv2D 451584 1 3456
block_2_expand_BN BatchNormalization 451584 1 576 288
block_2_expand_relu ReLU 451584 1
block_2_depthwise DepthwiseConv2D 451584 1 1296
block_2_depthwise_BN BatchNormalization 451584 1 576 288
block_2_depthwise_relu ReLU 451584 1
block_2_project Conv2D 75264 1 3456
block_2_project_BN BatchNormalization 75264 1 96 48
block_2_add Add 75264 1
block_3_expand Conv2D 451584 1 3456
block_3_expand_BN BatchNormalization 451584 1 576 288
block_3_expand_relu ReLU 451584 1
block_3_pad ZeroPadding2D 467856 1
block_3_depthwise DepthwiseConv2D 112896 1 1296
block_3_depthwise_BN BatchNormalization 112896 1 576 288
block_3_depthwise_relu ReLU 112896 1
block_3_project Conv2D 25088 1 4608
block_3_project_BN BatchNormalization 25088 9 128 64
block_4_expand Conv2D 150528 1 6144
block_4_expand_BN BatchNormalization 150528 1 768 384
block_4_expand_relu ReLU 150528 1
block_4_depthwise DepthwiseConv2D 150528 1 1728
block_4_depthwise_BN BatchNormalization 150528 1 768 384
block_4_depthwise_relu ReLU 150528 1
block_4_project Conv2D 25088 1 6144
block_4_project_BN BatchNormalization 25088 1 128 64
block_4_add Add 25088 9
block_5_expand Conv2D 150528 1 6144
block_5_expand_BN BatchNormalization 150528 1 768 384
block_5_expand_relu ReLU 150528 1
block_5_depthwise DepthwiseConv2D 150528 1 1728
block_5_depthwise_BN BatchNormalization 150528 1 768 384
block_5_depthwise_relu ReLU 150528 1
block_5_project Conv2D 25088 1 6144
block_5_project_BN BatchNormalization 25088 1 128 64
block_5_add Add 25088 1
block_6_expand Conv2D 150528 1 6144
block_6_expand_BN BatchNormalization 150528 1 768 384
block_6_expand_relu ReLU 150528 1
block_6_pad ZeroPadding2D 161472 1
block_6_depthwise DepthwiseConv2D 37632 1 1728
block_6_depthwise_BN BatchNormalization 37632 1 768 384
block_6_depthwise_relu ReLU 37632 1
block_6_project Conv2D 12544 1 12288
block_6_project_BN BatchNormalization 12544 9 256 128
block_7_expand Conv2D 75264 1 24576
block_7_expand_BN BatchNormalization 75264 1 1536 768
block_7_expand_relu ReLU 75264 1
block_7_depthwise DepthwiseConv2D 75264 1 3456
block_7_depthwise_BN BatchNormalization 75264 1 1536 768
block_7_depthwise_relu ReLU 75264 1
block_7_project Conv2D 12544 1 24576
block_7_project_BN BatchNormalization 12544 1 256 128
block_7_add Add 12544 9
block_8_expand Conv2D 75264 1 24576
block_8_expand_BN BatchNormalization 75264 1 1536 768
block_8_expand_relu ReLU 75264 1
block_8_depthwise DepthwiseConv2D 75264 1 3456
block_8_depthwise_BN BatchNormalization 75264 1 1536 768
block_8_depthwise_relu ReLU 75264 1
block_8_project Conv2D 12544 1 24576
block_8_project_BN BatchNormalization 12544 1 256 128
block_8_add Add 12544 9
block_9_expand Conv2D 75264 1 24576
block_9_expand_BN BatchNormalization 75264 1 1536 768
block_9_expand_relu ReLU 75264 1
block_9_depthwise DepthwiseConv2D 75264 1 3456
block_9_depthwise_BN BatchNormalization 75264 1 1536 768
block_9_depthwise_relu ReLU 75264 1
block_9_project Conv2D 12544 1 24576
block_9_project_BN BatchNormalization 12544 1 256 128
block_9_add Add 12544 1
block_10_expand Conv2D 75264 1 24576
block_10_expand_BN BatchNormalization 75264 1 1536 768
block_10_expand_relu ReLU 75264 1
block_10_depthwise DepthwiseConv2D 75264 1 3456
block_10_depthwise_BN BatchNormalization 75264 1 1536 768
block_10_depthwise_relu ReLU 75264 1
block_10_project Conv2D 18816 1 36864
block_10_project_BN BatchNormalization 18816 9 384 192
block_11_expand Conv2D 112896 1 55296
block_11_expand_BN BatchNormalization 112896 1 2304 1152
block_11_expand_relu ReLU 112896 1
block_11_depthwise DepthwiseConv2D 112896 1 5184
block_11_depthwise_BN BatchNormalization 112896 1 2304 1152
block_11_depthwise_relu ReLU 112896 1
block_11_project Conv2D 18816 1 55296
block_11_project_BN BatchNormalization 18816 1 384 192
block_11_add Add 18816 9
block_12_expand Conv2D 112896 1 55296
block_12_expand_BN BatchNormalization 112896 1 2304 1152
block_12_expand_relu ReLU 112896 1
block_12_depthwise DepthwiseConv2D 112896 1 5184
block_12_depthwise_BN BatchNormalization 112896 1 2304 1152
block_12_depthwise_relu ReLU 112896 1
block_12_project Conv2D 18816 1 55296
block_12_project_BN BatchNormalization 18816 1 384 192
block_12_add Add 18816 1
block_13_expand Conv2D 112896 1 55296
block_13_expand_BN BatchNormalization 112896 1 2304 1152
block_13_expand_relu ReLU 112896 1
block_13_pad ZeroPadding2D 129600 1
block_13_depthwise DepthwiseConv2D 28224 1 5184
block_13_depthwise_BN BatchNormalization 28224 1 2304 1152
block_13_depthwise_relu ReLU 28224 1
block_13_project Conv2D 7840 1 92160
block_13_project_BN BatchNormalization 7840 9 640 320
block_14_expand Conv2D 47040 1 153600
block_14_expand_BN BatchNormalization 47040 1 3840 1920
block_14_expand_relu ReLU 47040 1
block_14_depthwise DepthwiseConv2D 47040 1 8640
block_14_depthwise_BN BatchNormalization 47040 1 3840 1920
block_14_depthwise_relu ReLU 47040 1
block_14_project Conv2D 7840 1 153600
block_14_project_BN BatchNormalization 7840 1 640 320
block_14_add Add 7840 9
block_15_expand Conv2D 47040 1 153600
block_15_expand_BN BatchNormalization 47040 1 3840 1920
block_15_expand_relu ReLU 47040 1
block_15_depthwise DepthwiseConv2D 47040 1 8640
block_15_depthwise_BN BatchNormalization 47040 1 3840 1920
block_15_depthwise_relu ReLU 47040 1
block_15_project Conv2D 7840 1 153600
block_15_project_BN BatchNormalization 7840 1 640 320
block_15_add Add 7840 1
block_16_expand Conv2D 47040 1 153600
block_16_expand_BN BatchNormalization 47040 1 3840 1920
block_16_expand_relu ReLU 47040 1
block_16_depthwise DepthwiseConv2D 47040 1 8640
block_16_depthwise_BN BatchNormalization 47040 1 3840 1920
block_16_depthwise_relu ReLU 47040 1
block_16_project Conv2D 15680 1 307200
block_16_project_BN BatchNormalization 15680 1 1280 640
Conv_1 Conv2D 62720 1 409600
Conv_1_bn BatchNormalization 62720 1 5120 2560
out_relu ReLU 62720 1`,
  },
  DenseNet121: {
    channels: 1024,
    sides: [[32, 1], [61, 2], [93, 3], [125, 4], [157, 5], [189, 6], [221, 7], [253, 8], [285, 9], [317, 10], [349, 11], [381, 12], [413, 13], [445, 14], [477, 15], [509, 16], [541, 17], [573, 18], [605, 19], [637, 20], [669, 21], [701, 22], [733, 23], [765, 24], [797, 25], [829, 26], [861, 27], [893, 28], [925, 29], [957, 30], [989, 31], [1021, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [52, 1, 8, 3, 0], [140, 1, 16, 3, 0], [312, 1, 32, 3, 0]],
    layers: `input_layer InputLayer 150528 1
zero_padding2d ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9408
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
zero_padding2d_1 ZeroPadding2D 831744 1
pool1 MaxPooling2D 200704 7
conv2_block1_0_bn BatchNormalization 200704 1 256 128
conv2_block1_0_relu Activation 200704 1
conv2_block1_1_conv Conv2D 401408 1 8192
conv2_block1_1_bn BatchNormalization 401408 1 512 256
conv2_block1_1_relu Activation 401408 1
conv2_block1_2_conv Conv2D 100352 1 36864
conv2_block1_concat Concatenate 301056 7
conv2_block2_0_bn BatchNormalization 301056 1 384 192
conv2_block2_0_relu Activation 301056 1
conv2_block2_1_conv Conv2D 401408 1 12288
conv2_block2_1_bn BatchNormalization 401408 1 512 256
conv2_block2_1_relu Activation 401408 1
conv2_block2_2_conv Conv2D 100352 1 36864
conv2_block2_concat Concatenate 401408 7
conv2_block3_0_bn BatchNormalization 401408 1 512 256
conv2_block3_0_relu Activation 401408 1
conv2_block3_1_conv Conv2D 401408 1 16384
conv2_block3_1_bn BatchNormalization 401408 1 512 256
conv2_block3_1_relu Activation 401408 1
conv2_block3_2_conv Conv2D 100352 1 36864
conv2_block3_concat Concatenate 501760 7
conv2_block4_0_bn BatchNormalization 501760 1 640 320
conv2_block4_0_relu Activation 501760 1
conv2_block4_1_conv Conv2D 401408 1 20480
conv2_block4_1_bn BatchNormalization 401408 1 512 256
conv2_block4_1_relu Activation 401408 1
conv2_block4_2_conv Conv2D 100352 1 36864
conv2_block4_concat Concatenate 602112 7
conv2_block5_0_bn BatchNormalization 602112 1 768 384
conv2_block5_0_relu Activation 602112 1
conv2_block5_1_conv Conv2D 401408 1 24576
conv2_block5_1_bn BatchNormalization 401408 1 512 256
conv2_block5_1_relu Activation 401408 1
conv2_block5_2_conv Conv2D 100352 1 36864
conv2_block5_concat Concatenate 702464 7
conv2_block6_0_bn BatchNormalization 702464 1 896 448
conv2_block6_0_relu Activation 702464 1
conv2_block6_1_conv Conv2D 401408 1 28672
conv2_block6_1_bn BatchNormalization 401408 1 512 256
conv2_block6_1_relu Activation 401408 1
conv2_block6_2_conv Conv2D 100352 1 36864
conv2_block6_concat Concatenate 802816 1
pool2_bn BatchNormalization 802816 1 1024 512
pool2_relu Activation 802816 1
pool2_conv Conv2D 401408 1 32768
pool2_pool AveragePooling2D 100352 7
conv3_block1_0_bn BatchNormalization 100352 1 512 256
conv3_block1_0_relu Activation 100352 1
conv3_block1_1_conv Conv2D 100352 1 16384
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 25088 1 36864
conv3_block1_concat Concatenate 125440 7
conv3_block2_0_bn BatchNormalization 125440 1 640 320
conv3_block2_0_relu Activation 125440 1
conv3_block2_1_conv Conv2D 100352 1 20480
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 25088 1 36864
conv3_block2_concat Concatenate 150528 7
conv3_block3_0_bn BatchNormalization 150528 1 768 384
conv3_block3_0_relu Activation 150528 1
conv3_block3_1_conv Conv2D 100352 1 24576
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 25088 1 36864
conv3_block3_concat Concatenate 175616 7
conv3_block4_0_bn BatchNormalization 175616 1 896 448
conv3_block4_0_relu Activation 175616 1
conv3_block4_1_conv Conv2D 100352 1 28672
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 25088 1 36864
conv3_block4_concat Concatenate 200704 7
conv3_block5_0_bn BatchNormalization 200704 1 1024 512
conv3_block5_0_relu Activation 200704 1
conv3_block5_1_conv Conv2D 100352 1 32768
conv3_block5_1_bn BatchNormalization 100352 1 512 256
conv3_block5_1_relu Activation 100352 1
conv3_block5_2_conv Conv2D 25088 1 36864
conv3_block5_concat Concatenate 225792 7
conv3_block6_0_bn BatchNormalization 225792 1 1152 576
conv3_block6_0_relu Activation 225792 1
conv3_block6_1_conv Conv2D 100352 1 36864
conv3_block6_1_bn BatchNormalization 100352 1 512 256
conv3_block6_1_relu Activation 100352 1
conv3_block6_2_conv Conv2D 25088 1 36864
conv3_block6_concat Concatenate 250880 7
conv3_block7_0_bn BatchNormalization 250880 1 1280 640
conv3_block7_0_relu Activation 250880 1
conv3_block7_1_conv Conv2D 100352 1 40960
conv3_block7_1_bn BatchNormalization 100352 1 512 256
conv3_block7_1_relu Activation 100352 1
conv3_block7_2_conv Conv2D 25088 1 36864
conv3_block7_concat Concatenate 275968 7
conv3_block8_0_bn BatchNormalization 275968 1 1408 704
conv3_block8_0_relu Activation 275968 1
conv3_block8_1_conv Conv2D 100352 1 45056
conv3_block8_1_bn BatchNormalization 100352 1 512 256
conv3_block8_1_relu Activation 100352 1
conv3_block8_2_conv Conv2D 25088 1 36864
conv3_block8_concat Concatenate 301056 7
conv3_block9_0_bn BatchNormalization 301056 1 1536 768
conv3_block9_0_relu Activation 301056 1
conv3_block9_1_conv Conv2D 100352 1 49152
conv3_block9_1_bn BatchNormalization 100352 1 512 256
conv3_block9_1_relu Activation 100352 1
conv3_block9_2_conv Conv2D 25088 1 36864
conv3_block9_concat Concatenate 326144 7
conv3_block10_0_bn BatchNormalization 326144 1 1664 832
conv3_block10_0_relu Activation 326144 1
conv3_block10_1_conv Conv2D 100352 1 53248
conv3_block10_1_bn BatchNormalization 100352 1 512 256
conv3_block10_1_relu Activation 100352 1
conv3_block10_2_conv Conv2D 25088 1 36864
conv3_block10_concat Concatenate 351232 7
conv3_block11_0_bn BatchNormalization 351232 1 1792 896
conv3_block11_0_relu Activation 351232 1
conv3_block11_1_conv Conv2D 100352 1 57344
conv3_block11_1_bn BatchNormalization 100352 1 512 256
conv3_block11_1_relu Activation 100352 1
conv3_block11_2_conv Conv2D 25088 1 36864
conv3_block11_concat Concatenate 376320 7
conv3_block12_0_bn BatchNormalization 376320 1 1920 960
conv3_block12_0_relu Activation 376320 1
conv3_block12_1_conv Conv2D 100352 1 61440
conv3_block12_1_bn BatchNormalization 100352 1 512 256
conv3_block12_1_relu Activation 100352 1
conv3_block12_2_conv Conv2D 25088 1 36864
conv3_block12_concat Concatenate 401408 1
pool3_bn BatchNormalization 401408 1 2048 1024
pool3_relu Activation 401408 1
pool3_conv Conv2D 200704 1 131072
pool3_pool AveragePooling2D 50176 7
conv4_block1_0_bn BatchNormalization 50176 1 1024 512
conv4_block1_0_relu Activation 50176 1
conv4_block1_1_conv Conv2D 25088 1 32768
conv4_block1_1_bn BatchNormalization 25088 1 512 256
conv4_block1_1_relu Activation 25088 1
conv4_block1_2_conv Conv2D 6272 1 36864
conv4_block1_concat Concatenate 56448 7
conv4_block2_0_bn BatchNormalization 56448 1 1152 576
conv4_block2_0_relu Activation 56448 1
conv4_block2_1_conv Conv2D 25088 1 36864
conv4_block2_1_bn BatchNormalization 25088 1 512 256
conv4_block2_1_relu Activation 25088 1
conv4_block2_2_conv Conv2D 6272 1 36864
conv4_block2_concat Concatenate 62720 7
conv4_block3_0_bn BatchNormalization 62720 1 1280 640
conv4_block3_0_relu Activation 62720 1
conv4_block3_1_conv Conv2D 25088 1 40960
conv4_block3_1_bn BatchNormalization 25088 1 512 256
conv4_block3_1_relu Activation 25088 1
conv4_block3_2_conv Conv2D 6272 1 36864
conv4_block3_concat Concatenate 68992 7
conv4_block4_0_bn BatchNormalization 68992 1 1408 704
conv4_block4_0_relu Activation 68992 1
conv4_block4_1_conv Conv2D 25088 1 45056
conv4_block4_1_bn BatchNormalization 25088 1 512 256
conv4_block4_1_relu Activation 25088 1
conv4_block4_2_conv Conv2D 6272 1 36864
conv4_block4_concat Concatenate 75264 7
conv4_block5_0_bn BatchNormalization 75264 1 1536 768
conv4_block5_0_relu Activation 75264 1
conv4_block5_1_conv Conv2D 25088 1 49152
conv4_block5_1_bn BatchNormalization 25088 1 512 256
conv4_block5_1_relu Activation 25088 1
conv4_block5_2_conv Conv2D 6272 1 36864
conv4_block5_concat Concatenate 81536 7
conv4_block6_0_bn BatchNormalization 81536 1 1664 832
conv4_block6_0_relu Activation 81536 1
conv4_block6_1_conv Conv2D 25088 1 53248
conv4_block6_1_bn BatchNormalization 25088 1 512 256
conv4_block6_1_relu Activation 25088 1
conv4_block6_2_conv Conv2D 6272 1 36864
conv4_block6_concat Concatenate 87808 7
conv4_block7_0_bn BatchNormalization 87808 1 1792 896
conv4_block7_0_relu Activation 87808 1
conv4_block7_1_conv Conv2D 25088 1 57344
conv4_block7_1_bn BatchNormalization 25088 1 512 256
conv4_block7_1_relu Activation 25088 1
conv4_block7_2_conv Conv2D 6272 1 36864
conv4_block7_concat Concatenate 94080 7
conv4_block8_0_bn BatchNormalization 94080 1 1920 960
conv4_block8_0_relu Activation 94080 1
conv4_block8_1_conv Conv2D 25088 1 61440
conv4_block8_1_bn BatchNormalization 25088 1 512 256
conv4_block8_1_relu Activation 25088 1
conv4_block8_2_conv Conv2D 6272 1 36864
conv4_block8_concat Concatenate 100352 7
conv4_block9_0_bn BatchNormalization 100352 1 2048 1024
conv4_block9_0_relu Activation 100352 1
conv4_block9_1_conv Conv2D 25088 1 65536
conv4_block9_1_bn BatchNormalization 25088 1 512 256
conv4_block9_1_relu Activation 25088 1
conv4_block9_2_conv Conv2D 6272 1 36864
conv4_block9_concat Concatenate 106624 7
conv4_block10_0_bn BatchNormalization 106624 1 2176 1088
conv4_block10_0_relu Activation 106624 1
conv4_block10_1_conv Conv2D 25088 1 69632
conv4_block10_1_bn BatchNormalization 25088 1 512 256
conv4_block10_1_relu Activation 25088 1
conv4_block10_2_conv Conv2D 6272 1 36864
conv4_block10_concat Concatenate 112896 7
conv4_block11_0_bn BatchNormalization 112896 1 2304 1152
conv4_block11_0_relu Activation 112896 1
conv4_block11_1_conv Conv2D 25088 1 73728
conv4_block11_1_bn BatchNormalization 25088 1 512 256
conv4_block11_1_relu Activation 25088 1
conv4_block11_2_conv Conv2D 6272 1 36864
conv4_block11_concat Concatenate 119168 7
conv4_block12_0_bn BatchNormalization 119168 1 2432 1216
conv4_block12_0_relu Activation 119168 1
conv4_block12_1_conv Conv2D 25088 1 77824
conv4_block12_1_bn BatchNormalization 25088 1 512 256
conv4_block12_1_relu Activation 25088 1
conv4_block12_2_conv Conv2D 6272 1 36864
conv4_block12_concat Concatenate 125440 7
conv4_block13_0_bn BatchNormalization 125440 1 2560 1280
conv4_block13_0_relu Activation 125440 1
conv4_block13_1_conv Conv2D 25088 1 81920
conv4_block13_1_bn BatchNormalization 25088 1 512 256
conv4_block13_1_relu Activation 25088 1
conv4_block13_2_conv Conv2D 6272 1 36864
conv4_block13_concat Concatenate 131712 7
conv4_block14_0_bn BatchNormalization 131712 1 2688 1344
conv4_block14_0_relu Activation 131712 1
conv4_block14_1_conv Conv2D 25088 1 86016
conv4_block14_1_bn BatchNormalization 25088 1 512 256
conv4_block14_1_relu Activation 25088 1
conv4_block14_2_conv Conv2D 6272 1 36864
conv4_block14_concat Concatenate 137984 7
conv4_block15_0_bn BatchNormalization 137984 1 2816 1408
conv4_block15_0_relu Activation 137984 1
conv4_block15_1_conv Conv2D 25088 1 90112
conv4_block15_1_bn BatchNormalization 25088 1 512 256
conv4_block15_1_relu Activation 25088 1
conv4_block15_2_conv Conv2D 6272 1 36864
conv4_block15_concat Concatenate 144256 7
conv4_block16_0_bn BatchNormalization 144256 1 2944 1472
conv4_block16_0_relu Activation 144256 1
conv4_block16_1_conv Conv2D 25088 1 94208
conv4_block16_1_bn BatchNormalization 25088 1 512 256
conv4_block16_1_relu Activation 25088 1
conv4_block16_2_conv Conv2D 6272 1 36864
conv4_block16_concat Concatenate 150528 7
conv4_block17_0_bn BatchNormalization 150528 1 3072 1536
conv4_block17_0_relu Activation 150528 1
conv4_block17_1_conv Conv2D 25088 1 98304
conv4_block17_1_bn BatchNormalization 25088 1 512 256
conv4_block17_1_relu Activation 25088 1
conv4_block17_2_conv Conv2D 6272 1 36864
conv4_block17_concat Concatenate 156800 7
conv4_block18_0_bn BatchNormalization 156800 1 3200 1600
conv4_block18_0_relu Activation 156800 1
conv4_block18_1_conv Conv2D 25088 1 102400
conv4_block18_1_bn BatchNormalization 25088 1 512 256
conv4_block18_1_relu Activation 25088 1
conv4_block18_2_conv Conv2D 6272 1 36864
conv4_block18_concat Concatenate 163072 7
conv4_block19_0_bn BatchNormalization 163072 1 3328 1664
conv4_block19_0_relu Activation 163072 1
conv4_block19_1_conv Conv2D 25088 1 106496
conv4_block19_1_bn BatchNormalization 25088 1 512 256
conv4_block19_1_relu Activation 25088 1
conv4_block19_2_conv Conv2D 6272 1 36864
conv4_block19_concat Concatenate 169344 7
conv4_block20_0_bn BatchNormalization 169344 1 3456 1728
conv4_block20_0_relu Activation 169344 1
conv4_block20_1_conv Conv2D 25088 1 110592
conv4_block20_1_bn BatchNormalization 25088 1 512 256
conv4_block20_1_relu Activation 25088 1
conv4_block20_2_conv Conv2D 6272 1 36864
conv4_block20_concat Concatenate 175616 7
conv4_block21_0_bn BatchNormalization 175616 1 3584 1792
conv4_block21_0_relu Activation 175616 1
conv4_block21_1_conv Conv2D 25088 1 114688
conv4_block21_1_bn BatchNormalization 25088 1 512 256
conv4_block21_1_relu Activation 25088 1
conv4_block21_2_conv Conv2D 6272 1 36864
conv4_block21_concat Concatenate 181888 7
conv4_block22_0_bn BatchNormalization 181888 1 3712 1856
conv4_block22_0_relu Activation 181888 1
conv4_block22_1_conv Conv2D 25088 1 118784
conv4_block22_1_bn BatchNormalization 25088 1 512 256
conv4_block22_1_relu Activation 25088 1
conv4_block22_2_conv Conv2D 6272 1 36864
conv4_block22_concat Concatenate 188160 7
conv4_block23_0_bn BatchNormalization 188160 1 3840 1920
conv4_block23_0_relu Activation 188160 1
conv4_block23_1_conv Conv2D 25088 1 122880
conv4_block23_1_bn BatchNormalization 25088 1 512 256
conv4_block23_1_relu Activation 25088 1
conv4_block23_2_conv Conv2D 6272 1 36864
conv4_block23_concat Concatenate 194432 7
conv4_block24_0_bn BatchNormalization 194432 1 3968 1984
conv4_block24_0_relu Activation 194432 1
conv4_block24_1_conv Conv2D 25088 1 126976
conv4_block24_1_bn BatchNormalization 25088 1 512 256
conv4_block24_1_relu Activation 25088 1
conv4_block24_2_conv Conv2D 6272 1 36864
conv4_block24_concat Concatenate 200704 1
pool4_bn BatchNormalization 200704 1 4096 2048
pool4_relu Activation 200704 1
pool4_conv Conv2D 100352 1 524288
pool4_pool AveragePooling2D 25088 7
conv5_block1_0_bn BatchNormalization 25088 1 2048 1024
conv5_block1_0_relu Activation 25088 1
conv5_block1_1_conv Conv2D 6272 1 65536
conv5_block1_1_bn BatchNormalization 6272 1 512 256
conv5_block1_1_relu Activation 6272 1
conv5_block1_2_conv Conv2D 1568 1 36864
conv5_block1_concat Concatenate 26656 7
conv5_block2_0_bn BatchNormalization 26656 1 2176 1088
conv5_block2_0_relu Activation 26656 1
conv5_block2_1_conv Conv2D 6272 1 69632
conv5_block2_1_bn BatchNormalization 6272 1 512 256
conv5_block2_1_relu Activation 6272 1
conv5_block2_2_conv Conv2D 1568 1 36864
conv5_block2_concat Concatenate 28224 7
conv5_block3_0_bn BatchNormalization 28224 1 2304 1152
conv5_block3_0_relu Activation 28224 1
conv5_block3_1_conv Conv2D 6272 1 73728
conv5_block3_1_bn BatchNormalization 6272 1 512 256
conv5_block3_1_relu Activation 6272 1
conv5_block3_2_conv Conv2D 1568 1 36864
conv5_block3_concat Concatenate 29792 7
conv5_block4_0_bn BatchNormalization 29792 1 2432 1216
conv5_block4_0_relu Activation 29792 1
conv5_block4_1_conv Conv2D 6272 1 77824
conv5_block4_1_bn BatchNormalization 6272 1 512 256
conv5_block4_1_relu Activation 6272 1
conv5_block4_2_conv Conv2D 1568 1 36864
conv5_block4_concat Concatenate 31360 7
conv5_block5_0_bn BatchNormalization 31360 1 2560 1280
conv5_block5_0_relu Activation 31360 1
conv5_block5_1_conv Conv2D 6272 1 81920
conv5_block5_1_bn BatchNormalization 6272 1 512 256
conv5_block5_1_relu Activation 6272 1
conv5_block5_2_conv Conv2D 1568 1 36864
conv5_block5_concat Concatenate 32928 7
conv5_block6_0_bn BatchNormalization 32928 1 2688 1344
conv5_block6_0_relu Activation 32928 1
conv5_block6_1_conv Conv2D 6272 1 86016
conv5_block6_1_bn BatchNormalization 6272 1 512 256
conv5_block6_1_relu Activation 6272 1
conv5_block6_2_conv Conv2D 1568 1 36864
conv5_block6_concat Concatenate 34496 7
conv5_block7_0_bn BatchNormalization 34496 1 2816 1408
conv5_block7_0_relu Activation 34496 1
conv5_block7_1_conv Conv2D 6272 1 90112
conv5_block7_1_bn BatchNormalization 6272 1 512 256
conv5_block7_1_relu Activation 6272 1
conv5_block7_2_conv Conv2D 1568 1 36864
conv5_block7_concat Concatenate 36064 7
conv5_block8_0_bn BatchNormalization 36064 1 2944 1472
conv5_block8_0_relu Activation 36064 1
conv5_block8_1_conv Conv2D 6272 1 94208
conv5_block8_1_bn BatchNormalization 6272 1 512 256
conv5_block8_1_relu Activation 6272 1
conv5_block8_2_conv Conv2D 1568 1 36864
conv5_block8_concat Concatenate 37632 7
conv5_block9_0_bn BatchNormalization 37632 1 3072 1536
conv5_block9_0_relu Activation 37632 1
conv5_block9_1_conv Conv2D 6272 1 98304
conv5_block9_1_bn BatchNormalization 6272 1 512 256
conv5_block9_1_relu Activation 6272 1
conv5_block9_2_conv Conv2D 1568 1 36864
conv5_block9_concat Concatenate 39200 7
conv5_block10_0_bn BatchNormalization 39200 1 3200 1600
conv5_block10_0_relu Activation 39200 1
conv5_block10_1_conv Conv2D 6272 1 102400
conv5_block10_1_bn BatchNormalization 6272 1 512 256
conv5_block10_1_relu Activation 6272 1
conv5_block10_2_conv Conv2D 1568 1 36864
conv5_block10_concat Concatenate 40768 7
conv5_block11_0_bn BatchNormalization 40768 1 3328 1664
conv5_block11_0_relu Activation 40768 1
conv5_block11_1_conv Conv2D 6272 1 106496
conv5_block11_1_bn BatchNormalization 6272 1 512 256
conv5_block11_1_relu Activation 6272 1
conv5_block11_2_conv Conv2D 1568 1 36864
conv5_block11_concat Concatenate 42336 7
conv5_block12_0_bn BatchNormalization 42336 1 3456 1728
conv5_block12_0_relu Activation 42336 1
conv5_block12_1_conv Conv2D 6272 1 110592
conv5_block12_1_bn BatchNormalization 6272 1 512 256
conv5_block12_1_relu Activation 6272 1
conv5_block12_2_conv Conv2D 1568 1 36864
conv5_block12_concat Concatenate 43904 7
conv5_block13_0_bn BatchNormalization 43904 1 3584 1792
conv5_block13_0_relu Activation 43904 1
conv5_block13_1_conv Conv2D 6272 1 114688
conv5_block13_1_bn BatchNormalization 6272 1 512 256
conv5_block13_1_relu Activation 6272 1
conv5_block13_2_conv Conv2D 1568 1 36864
conv5_block13_concat Concatenate 45472 7
conv5_block14_0_bn BatchNormalization 45472 1 3712 1856
conv5_block14_0_relu Activation 45472 1
conv5_block14_1_conv Conv2D 6272 1 118784
conv5_block14_1_bn BatchNormalization 6272 1 512 256
conv5_block14_1_relu Activation 6272 1
conv5_block14_2_conv Conv2D 1568 1 36864
conv5_block14_concat Concatenate 47040 7
conv5_block15_0_bn BatchNormalization 47040 1 3840 1920
conv5_block15_0_relu Activation 47040 1
conv5_block15_1_conv Conv2D 6272 1 122880
conv5_block15_1_bn BatchNormalization 6272 1 512 256
conv5_block15_1_relu Activation 6272 1
conv5_block15_2_conv Conv2D 1568 1 36864
conv5_block15_concat Concatenate 48608 7
conv5_block16_0_bn BatchNormalization 48608 1 3968 1984
conv5_block16_0_relu Activation 48608 1
conv5_block16_1_conv Conv2D 6272 1 126976
conv5_block16_1_bn BatchNormalization 6272 1 512 256
conv5_block16_1_relu Activation 6272 1
conv5_block16_2_conv Conv2D 1568 1 36864
conv5_block16_concat Concatenate 50176 1
bn BatchNormalization 50176 1 4096 2048
relu Activation 50176 1`,
  },
  DenseNet169: {
    channels: 1664,
    sides: [[32, 1], [61, 2], [93, 3], [125, 4], [157, 5], [189, 6], [221, 7], [253, 8], [285, 9], [317, 10], [349, 11], [381, 12], [413, 13], [445, 14], [477, 15], [509, 16], [541, 17], [573, 18], [605, 19], [637, 20], [669, 21], [701, 22], [733, 23], [765, 24], [797, 25], [829, 26], [861, 27], [893, 28], [925, 29], [957, 30], [989, 31], [1021, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [52, 1, 8, 3, 0], [140, 1, 16, 3, 0], [368, 1, 32, 3, 0]],
    layers: `input_layer InputLayer 150528 1
zero_padding2d ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9408
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
zero_padding2d_1 ZeroPadding2D 831744 1
pool1 MaxPooling2D 200704 7
conv2_block1_0_bn BatchNormalization 200704 1 256 128
conv2_block1_0_relu Activation 200704 1
conv2_block1_1_conv Conv2D 401408 1 8192
conv2_block1_1_bn BatchNormalization 401408 1 512 256
conv2_block1_1_relu Activation 401408 1
conv2_block1_2_conv Conv2D 100352 1 36864
conv2_block1_concat Concatenate 301056 7
conv2_block2_0_bn BatchNormalization 301056 1 384 192
conv2_block2_0_relu Activation 301056 1
conv2_block2_1_conv Conv2D 401408 1 12288
conv2_block2_1_bn BatchNormalization 401408 1 512 256
conv2_block2_1_relu Activation 401408 1
conv2_block2_2_conv Conv2D 100352 1 36864
conv2_block2_concat Concatenate 401408 7
conv2_block3_0_bn BatchNormalization 401408 1 512 256
conv2_block3_0_relu Activation 401408 1
conv2_block3_1_conv Conv2D 401408 1 16384
conv2_block3_1_bn BatchNormalization 401408 1 512 256
conv2_block3_1_relu Activation 401408 1
conv2_block3_2_conv Conv2D 100352 1 36864
conv2_block3_concat Concatenate 501760 7
conv2_block4_0_bn BatchNormalization 501760 1 640 320
conv2_block4_0_relu Activation 501760 1
conv2_block4_1_conv Conv2D 401408 1 20480
conv2_block4_1_bn BatchNormalization 401408 1 512 256
conv2_block4_1_relu Activation 401408 1
conv2_block4_2_conv Conv2D 100352 1 36864
conv2_block4_concat Concatenate 602112 7
conv2_block5_0_bn BatchNormalization 602112 1 768 384
conv2_block5_0_relu Activation 602112 1
conv2_block5_1_conv Conv2D 401408 1 24576
conv2_block5_1_bn BatchNormalization 401408 1 512 256
conv2_block5_1_relu Activation 401408 1
conv2_block5_2_conv Conv2D 100352 1 36864
conv2_block5_concat Concatenate 702464 7
conv2_block6_0_bn BatchNormalization 702464 1 896 448
conv2_block6_0_relu Activation 702464 1
conv2_block6_1_conv Conv2D 401408 1 28672
conv2_block6_1_bn BatchNormalization 401408 1 512 256
conv2_block6_1_relu Activation 401408 1
conv2_block6_2_conv Conv2D 100352 1 36864
conv2_block6_concat Concatenate 802816 1
pool2_bn BatchNormalization 802816 1 1024 512
pool2_relu Activation 802816 1
pool2_conv Conv2D 401408 1 32768
pool2_pool AveragePooling2D 100352 7
conv3_block1_0_bn BatchNormalization 100352 1 512 256
conv3_block1_0_relu Activation 100352 1
conv3_block1_1_conv Conv2D 100352 1 16384
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 25088 1 36864
conv3_block1_concat Concatenate 125440 7
conv3_block2_0_bn BatchNormalization 125440 1 640 320
conv3_block2_0_relu Activation 125440 1
conv3_block2_1_conv Conv2D 100352 1 20480
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 25088 1 36864
conv3_block2_concat Concatenate 150528 7
conv3_block3_0_bn BatchNormalization 150528 1 768 384
conv3_block3_0_relu Activation 150528 1
conv3_block3_1_conv Conv2D 100352 1 24576
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 25088 1 36864
conv3_block3_concat Concatenate 175616 7
conv3_block4_0_bn BatchNormalization 175616 1 896 448
conv3_block4_0_relu Activation 175616 1
conv3_block4_1_conv Conv2D 100352 1 28672
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 25088 1 36864
conv3_block4_concat Concatenate 200704 7
conv3_block5_0_bn BatchNormalization 200704 1 1024 512
conv3_block5_0_relu Activation 200704 1
conv3_block5_1_conv Conv2D 100352 1 32768
conv3_block5_1_bn BatchNormalization 100352 1 512 256
conv3_block5_1_relu Activation 100352 1
conv3_block5_2_conv Conv2D 25088 1 36864
conv3_block5_concat Concatenate 225792 7
conv3_block6_0_bn BatchNormalization 225792 1 1152 576
conv3_block6_0_relu Activation 225792 1
conv3_block6_1_conv Conv2D 100352 1 36864
conv3_block6_1_bn BatchNormalization 100352 1 512 256
conv3_block6_1_relu Activation 100352 1
conv3_block6_2_conv Conv2D 25088 1 36864
conv3_block6_concat Concatenate 250880 7
conv3_block7_0_bn BatchNormalization 250880 1 1280 640
conv3_block7_0_relu Activation 250880 1
conv3_block7_1_conv Conv2D 100352 1 40960
conv3_block7_1_bn BatchNormalization 100352 1 512 256
conv3_block7_1_relu Activation 100352 1
conv3_block7_2_conv Conv2D 25088 1 36864
conv3_block7_concat Concatenate 275968 7
conv3_block8_0_bn BatchNormalization 275968 1 1408 704
conv3_block8_0_relu Activation 275968 1
conv3_block8_1_conv Conv2D 100352 1 45056
conv3_block8_1_bn BatchNormalization 100352 1 512 256
conv3_block8_1_relu Activation 100352 1
conv3_block8_2_conv Conv2D 25088 1 36864
conv3_block8_concat Concatenate 301056 7
conv3_block9_0_bn BatchNormalization 301056 1 1536 768
conv3_block9_0_relu Activation 301056 1
conv3_block9_1_conv Conv2D 100352 1 49152
conv3_block9_1_bn BatchNormalization 100352 1 512 256
conv3_block9_1_relu Activation 100352 1
conv3_block9_2_conv Conv2D 25088 1 36864
conv3_block9_concat Concatenate 326144 7
conv3_block10_0_bn BatchNormalization 326144 1 1664 832
conv3_block10_0_relu Activation 326144 1
conv3_block10_1_conv Conv2D 100352 1 53248
conv3_block10_1_bn BatchNormalization 100352 1 512 256
conv3_block10_1_relu Activation 100352 1
conv3_block10_2_conv Conv2D 25088 1 36864
conv3_block10_concat Concatenate 351232 7
conv3_block11_0_bn BatchNormalization 351232 1 1792 896
conv3_block11_0_relu Activation 351232 1
conv3_block11_1_conv Conv2D 100352 1 57344
conv3_block11_1_bn BatchNormalization 100352 1 512 256
conv3_block11_1_relu Activation 100352 1
conv3_block11_2_conv Conv2D 25088 1 36864
conv3_block11_concat Concatenate 376320 7
conv3_block12_0_bn BatchNormalization 376320 1 1920 960
conv3_block12_0_relu Activation 376320 1
conv3_block12_1_conv Conv2D 100352 1 61440
conv3_block12_1_bn BatchNormalization 100352 1 512 256
conv3_block12_1_relu Activation 100352 1
conv3_block12_2_conv Conv2D 25088 1 36864
conv3_block12_concat Concatenate 401408 1
pool3_bn BatchNormalization 401408 1 2048 1024
pool3_relu Activation 401408 1
pool3_conv Conv2D 200704 1 131072
pool3_pool AveragePooling2D 50176 7
conv4_block1_0_bn BatchNormalization 50176 1 1024 512
conv4_block1_0_relu Activation 50176 1
conv4_block1_1_conv Conv2D 25088 1 32768
conv4_block1_1_bn BatchNormalization 25088 1 512 256
conv4_block1_1_relu Activation 25088 1
conv4_block1_2_conv Conv2D 6272 1 36864
conv4_block1_concat Concatenate 56448 7
conv4_block2_0_bn BatchNormalization 56448 1 1152 576
conv4_block2_0_relu Activation 56448 1
conv4_block2_1_conv Conv2D 25088 1 36864
conv4_block2_1_bn BatchNormalization 25088 1 512 256
conv4_block2_1_relu Activation 25088 1
conv4_block2_2_conv Conv2D 6272 1 36864
conv4_block2_concat Concatenate 62720 7
conv4_block3_0_bn BatchNormalization 62720 1 1280 640
conv4_block3_0_relu Activation 62720 1
conv4_block3_1_conv Conv2D 25088 1 40960
conv4_block3_1_bn BatchNormalization 25088 1 512 256
conv4_block3_1_relu Activation 25088 1
conv4_block3_2_conv Conv2D 6272 1 36864
conv4_block3_concat Concatenate 68992 7
conv4_block4_0_bn BatchNormalization 68992 1 1408 704
conv4_block4_0_relu Activation 68992 1
conv4_block4_1_conv Conv2D 25088 1 45056
conv4_block4_1_bn BatchNormalization 25088 1 512 256
conv4_block4_1_relu Activation 25088 1
conv4_block4_2_conv Conv2D 6272 1 36864
conv4_block4_concat Concatenate 75264 7
conv4_block5_0_bn BatchNormalization 75264 1 1536 768
conv4_block5_0_relu Activation 75264 1
conv4_block5_1_conv Conv2D 25088 1 49152
conv4_block5_1_bn BatchNormalization 25088 1 512 256
conv4_block5_1_relu Activation 25088 1
conv4_block5_2_conv Conv2D 6272 1 36864
conv4_block5_concat Concatenate 81536 7
conv4_block6_0_bn BatchNormalization 81536 1 1664 832
conv4_block6_0_relu Activation 81536 1
conv4_block6_1_conv Conv2D 25088 1 53248
conv4_block6_1_bn BatchNormalization 25088 1 512 256
conv4_block6_1_relu Activation 25088 1
conv4_block6_2_conv Conv2D 6272 1 36864
conv4_block6_concat Concatenate 87808 7
conv4_block7_0_bn BatchNormalization 87808 1 1792 896
conv4_block7_0_relu Activation 87808 1
conv4_block7_1_conv Conv2D 25088 1 57344
conv4_block7_1_bn BatchNormalization 25088 1 512 256
conv4_block7_1_relu Activation 25088 1
conv4_block7_2_conv Conv2D 6272 1 36864
conv4_block7_concat Concatenate 94080 7
conv4_block8_0_bn BatchNormalization 94080 1 1920 960
conv4_block8_0_relu Activation 94080 1
conv4_block8_1_conv Conv2D 25088 1 61440
conv4_block8_1_bn BatchNormalization 25088 1 512 256
conv4_block8_1_relu Activation 25088 1
conv4_block8_2_conv Conv2D 6272 1 36864
conv4_block8_concat Concatenate 100352 7
conv4_block9_0_bn BatchNormalization 100352 1 2048 1024
conv4_block9_0_relu Activation 100352 1
conv4_block9_1_conv Conv2D 25088 1 65536
conv4_block9_1_bn BatchNormalization 25088 1 512 256
conv4_block9_1_relu Activation 25088 1
conv4_block9_2_conv Conv2D 6272 1 36864
conv4_block9_concat Concatenate 106624 7
conv4_block10_0_bn BatchNormalization 106624 1 2176 1088
conv4_block10_0_relu Activation 106624 1
conv4_block10_1_conv Conv2D 25088 1 69632
conv4_block10_1_bn BatchNormalization 25088 1 512 256
conv4_block10_1_relu Activation 25088 1
conv4_block10_2_conv Conv2D 6272 1 36864
conv4_block10_concat Concatenate 112896 7
conv4_block11_0_bn BatchNormalization 112896 1 2304 1152
conv4_block11_0_relu Activation 112896 1
conv4_block11_1_conv Conv2D 25088 1 73728
conv4_block11_1_bn BatchNormalization 25088 1 512 256
conv4_block11_1_relu Activation 25088 1
conv4_block11_2_conv Conv2D 6272 1 36864
conv4_block11_concat Concatenate 119168 7
conv4_block12_0_bn BatchNormalization 119168 1 2432 1216
conv4_block12_0_relu Activation 119168 1
conv4_block12_1_conv Conv2D 25088 1 77824
conv4_block12_1_bn BatchNormalization 25088 1 512 256
conv4_block12_1_relu Activation 25088 1
conv4_block12_2_conv Conv2D 6272 1 36864
conv4_block12_concat Concatenate 125440 7
conv4_block13_0_bn BatchNormalization 125440 1 2560 1280
conv4_block13_0_relu Activation 125440 1
conv4_block13_1_conv Conv2D 25088 1 81920
conv4_block13_1_bn BatchNormalization 25088 1 512 256
conv4_block13_1_relu Activation 25088 1
conv4_block13_2_conv Conv2D 6272 1 36864
conv4_block13_concat Concatenate 131712 7
conv4_block14_0_bn BatchNormalization 131712 1 2688 1344
conv4_block14_0_relu Activation 131712 1
conv4_block14_1_conv Conv2D 25088 1 86016
conv4_block14_1_bn BatchNormalization 25088 1 512 256
conv4_block14_1_relu Activation 25088 1
conv4_block14_2_conv Conv2D 6272 1 36864
conv4_block14_concat Concatenate 137984 7
conv4_block15_0_bn BatchNormalization 137984 1 2816 1408
conv4_block15_0_relu Activation 137984 1
conv4_block15_1_conv Conv2D 25088 1 90112
conv4_block15_1_bn BatchNormalization 25088 1 512 256
conv4_block15_1_relu Activation 25088 1
conv4_block15_2_conv Conv2D 6272 1 36864
conv4_block15_concat Concatenate 144256 7
conv4_block16_0_bn BatchNormalization 144256 1 2944 1472
conv4_block16_0_relu Activation 144256 1
conv4_block16_1_conv Conv2D 25088 1 94208
conv4_block16_1_bn BatchNormalization 25088 1 512 256
conv4_block16_1_relu Activation 25088 1
conv4_block16_2_conv Conv2D 6272 1 36864
conv4_block16_concat Concatenate 150528 7
conv4_block17_0_bn BatchNormalization 150528 1 3072 1536
conv4_block17_0_relu Activation 150528 1
conv4_block17_1_conv Conv2D 25088 1 98304
conv4_block17_1_bn BatchNormalization 25088 1 512 256
conv4_block17_1_relu Activation 25088 1
conv4_block17_2_conv Conv2D 6272 1 36864
conv4_block17_concat Concatenate 156800 7
conv4_block18_0_bn BatchNormalization 156800 1 3200 1600
conv4_block18_0_relu Activation 156800 1
conv4_block18_1_conv Conv2D 25088 1 102400
conv4_block18_1_bn BatchNormalization 25088 1 512 256
conv4_block18_1_relu Activation 25088 1
conv4_block18_2_conv Conv2D 6272 1 36864
conv4_block18_concat Concatenate 163072 7
conv4_block19_0_bn BatchNormalization 163072 1 3328 1664
conv4_block19_0_relu Activation 163072 1
conv4_block19_1_conv Conv2D 25088 1 106496
conv4_block19_1_bn BatchNormalization 25088 1 512 256
conv4_block19_1_relu Activation 25088 1
conv4_block19_2_conv Conv2D 6272 1 36864
conv4_block19_concat Concatenate 169344 7
conv4_block20_0_bn BatchNormalization 169344 1 3456 1728
conv4_block20_0_relu Activation 169344 1
conv4_block20_1_conv Conv2D 25088 1 110592
conv4_block20_1_bn BatchNormalization 25088 1 512 256
conv4_block20_1_relu Activation 25088 1
conv4_block20_2_conv Conv2D 6272 1 36864
conv4_block20_concat Concatenate 175616 7
conv4_block21_0_bn BatchNormalization 175616 1 3584 1792
conv4_block21_0_relu Activation 175616 1
conv4_block21_1_conv Conv2D 25088 1 114688
conv4_block21_1_bn BatchNormalization 25088 1 512 256
conv4_block21_1_relu Activation 25088 1
conv4_block21_2_conv Conv2D 6272 1 36864
conv4_block21_concat Concatenate 181888 7
conv4_block22_0_bn BatchNormalization 181888 1 3712 1856
conv4_block22_0_relu Activation 181888 1
conv4_block22_1_conv Conv2D 25088 1 118784
conv4_block22_1_bn BatchNormalization 25088 1 512 256
conv4_block22_1_relu Activation 25088 1
conv4_block22_2_conv Conv2D 6272 1 36864
conv4_block22_concat Concatenate 188160 7
conv4_block23_0_bn BatchNormalization 188160 1 3840 1920
conv4_block23_0_relu Activation 188160 1
conv4_block23_1_conv Conv2D 25088 1 122880
conv4_block23_1_bn BatchNormalization 25088 1 512 256
conv4_block23_1_relu Activation 25088 1
conv4_block23_2_conv Conv2D 6272 1 36864
conv4_block23_concat Concatenate 194432 7
conv4_block24_0_bn BatchNormalization 194432 1 3968 1984
conv4_block24_0_relu Activation 194432 1
conv4_block24_1_conv Conv2D 25088 1 126976
conv4_block24_1_bn BatchNormalization 25088 1 512 256
conv4_block24_1_relu Activation 25088 1
conv4_block24_2_conv Conv2D 6272 1 36864
conv4_block24_concat Concatenate 200704 7
conv4_block25_0_bn BatchNormalization 200704 1 4096 2048
conv4_block25_0_relu Activation 200704 1
conv4_block25_1_conv Conv2D 25088 1 131072
conv4_block25_1_bn BatchNormalization 25088 1 512 256
conv4_block25_1_relu Activation 25088 1
conv4_block25_2_conv Conv2D 6272 1 36864
conv4_block25_concat Concatenate 206976 7
conv4_block26_0_bn BatchNormalization 206976 1 4224 2112
conv4_block26_0_relu Activation 206976 1
conv4_block26_1_conv Conv2D 25088 1 135168
conv4_block26_1_bn BatchNormalization 25088 1 512 256
conv4_block26_1_relu Activation 25088 1
conv4_block26_2_conv Conv2D 6272 1 36864
conv4_block26_concat Concatenate 213248 7
conv4_block27_0_bn BatchNormalization 213248 1 4352 2176
conv4_block27_0_relu Activation 213248 1
conv4_block27_1_conv Conv2D 25088 1 139264
conv4_block27_1_bn BatchNormalization 25088 1 512 256
conv4_block27_1_relu Activation 25088 1
conv4_block27_2_conv Conv2D 6272 1 36864
conv4_block27_concat Concatenate 219520 7
conv4_block28_0_bn BatchNormalization 219520 1 4480 2240
conv4_block28_0_relu Activation 219520 1
conv4_block28_1_conv Conv2D 25088 1 143360
conv4_block28_1_bn BatchNormalization 25088 1 512 256
conv4_block28_1_relu Activation 25088 1
conv4_block28_2_conv Conv2D 6272 1 36864
conv4_block28_concat Concatenate 225792 7
conv4_block29_0_bn BatchNormalization 225792 1 4608 2304
conv4_block29_0_relu Activation 225792 1
conv4_block29_1_conv Conv2D 25088 1 147456
conv4_block29_1_bn BatchNormalization 25088 1 512 256
conv4_block29_1_relu Activation 25088 1
conv4_block29_2_conv Conv2D 6272 1 36864
conv4_block29_concat Concatenate 232064 7
conv4_block30_0_bn BatchNormalization 232064 1 4736 2368
conv4_block30_0_relu Activation 232064 1
conv4_block30_1_conv Conv2D 25088 1 151552
conv4_block30_1_bn BatchNormalization 25088 1 512 256
conv4_block30_1_relu Activation 25088 1
conv4_block30_2_conv Conv2D 6272 1 36864
conv4_block30_concat Concatenate 238336 7
conv4_block31_0_bn BatchNormalization 238336 1 4864 2432
conv4_block31_0_relu Activation 238336 1
conv4_block31_1_conv Conv2D 25088 1 155648
conv4_block31_1_bn BatchNormalization 25088 1 512 256
conv4_block31_1_relu Activation 25088 1
conv4_block31_2_conv Conv2D 6272 1 36864
conv4_block31_concat Concatenate 244608 7
conv4_block32_0_bn BatchNormalization 244608 1 4992 2496
conv4_block32_0_relu Activation 244608 1
conv4_block32_1_conv Conv2D 25088 1 159744
conv4_block32_1_bn BatchNormalization 25088 1 512 256
conv4_block32_1_relu Activation 25088 1
conv4_block32_2_conv Conv2D 6272 1 36864
conv4_block32_concat Concatenate 250880 1
pool4_bn BatchNormalization 250880 1 5120 2560
pool4_relu Activation 250880 1
pool4_conv Conv2D 125440 1 819200
pool4_pool AveragePooling2D 31360 7
conv5_block1_0_bn BatchNormalization 31360 1 2560 1280
conv5_block1_0_relu Activation 31360 1
conv5_block1_1_conv Conv2D 6272 1 81920
conv5_block1_1_bn BatchNormalization 6272 1 512 256
conv5_block1_1_relu Activation 6272 1
conv5_block1_2_conv Conv2D 1568 1 36864
conv5_block1_concat Concatenate 32928 7
conv5_block2_0_bn BatchNormalization 32928 1 2688 1344
conv5_block2_0_relu Activation 32928 1
conv5_block2_1_conv Conv2D 6272 1 86016
conv5_block2_1_bn BatchNormalization 6272 1 512 256
conv5_block2_1_relu Activation 6272 1
conv5_block2_2_conv Conv2D 1568 1 36864
conv5_block2_concat Concatenate 34496 7
conv5_block3_0_bn BatchNormalization 34496 1 2816 1408
conv5_block3_0_relu Activation 34496 1
conv5_block3_1_conv Conv2D 6272 1 90112
conv5_block3_1_bn BatchNormalization 6272 1 512 256
conv5_block3_1_relu Activation 6272 1
conv5_block3_2_conv Conv2D 1568 1 36864
conv5_block3_concat Concatenate 36064 7
conv5_block4_0_bn BatchNormalization 36064 1 2944 1472
conv5_block4_0_relu Activation 36064 1
conv5_block4_1_conv Conv2D 6272 1 94208
conv5_block4_1_bn BatchNormalization 6272 1 512 256
conv5_block4_1_relu Activation 6272 1
conv5_block4_2_conv Conv2D 1568 1 36864
conv5_block4_concat Concatenate 37632 7
conv5_block5_0_bn BatchNormalization 37632 1 3072 1536
conv5_block5_0_relu Activation 37632 1
conv5_block5_1_conv Conv2D 6272 1 98304
conv5_block5_1_bn BatchNormalization 6272 1 512 256
conv5_block5_1_relu Activation 6272 1
conv5_block5_2_conv Conv2D 1568 1 36864
conv5_block5_concat Concatenate 39200 7
conv5_block6_0_bn BatchNormalization 39200 1 3200 1600
conv5_block6_0_relu Activation 39200 1
conv5_block6_1_conv Conv2D 6272 1 102400
conv5_block6_1_bn BatchNormalization 6272 1 512 256
conv5_block6_1_relu Activation 6272 1
conv5_block6_2_conv Conv2D 1568 1 36864
conv5_block6_concat Concatenate 40768 7
conv5_block7_0_bn BatchNormalization 40768 1 3328 1664
conv5_block7_0_relu Activation 40768 1
conv5_block7_1_conv Conv2D 6272 1 106496
conv5_block7_1_bn BatchNormalization 6272 1 512 256
conv5_block7_1_relu Activation 6272 1
conv5_block7_2_conv Conv2D 1568 1 36864
conv5_block7_concat Concatenate 42336 7
conv5_block8_0_bn BatchNormalization 42336 1 3456 1728
conv5_block8_0_relu Activation 42336 1
conv5_block8_1_conv Conv2D 6272 1 110592
conv5_block8_1_bn BatchNormalization 6272 1 512 256
conv5_block8_1_relu Activation 6272 1
conv5_block8_2_conv Conv2D 1568 1 36864
conv5_block8_concat Concatenate 43904 7
conv5_block9_0_bn BatchNormalization 43904 1 3584 1792
conv5_block9_0_relu Activation 43904 1
conv5_block9_1_conv Conv2D 6272 1 114688
conv5_block9_1_bn BatchNormalization 6272 1 512 256
conv5_block9_1_relu Activation 6272 1
conv5_block9_2_conv Conv2D 1568 1 36864
conv5_block9_concat Concatenate 45472 7
conv5_block10_0_bn BatchNormalization 45472 1 3712 1856
conv5_block10_0_relu Activation 45472 1
conv5_block10_1_conv Conv2D 6272 1 118784
conv5_block10_1_bn BatchNormalization 6272 1 512 256
conv5_block10_1_relu Activation 6272 1
conv5_block10_2_conv Conv2D 1568 1 36864
conv5_block10_concat Concatenate 47040 7
conv5_block11_0_bn BatchNormalization 47040 1 3840 1920
conv5_block11_0_relu Activation 47040 1
conv5_block11_1_conv Conv2D 6272 1 122880
conv5_block11_1_bn BatchNormalization 6272 1 512 256
conv5_block11_1_relu Activation 6272 1
conv5_block11_2_conv Conv2D 1568 1 36864
conv5_block11_concat Concatenate 48608 7
conv5_block12_0_bn BatchNormalization 48608 1 3968 1984
conv5_block12_0_relu Activation 48608 1
conv5_block12_1_conv Conv2D 6272 1 126976
conv5_block12_1_bn BatchNormalization 6272 1 512 256
conv5_block12_1_relu Activation 6272 1
conv5_block12_2_conv Conv2D 1568 1 36864
conv5_block12_concat Concatenate 50176 7
conv5_block13_0_bn BatchNormalization 50176 1 4096 2048
conv5_block13_0_relu Activation 50176 1
conv5_block13_1_conv Conv2D 6272 1 131072
conv5_block13_1_bn BatchNormalization 6272 1 512 256
conv5_block13_1_relu Activation 6272 1
conv5_block13_2_conv Conv2D 1568 1 36864
conv5_block13_concat Concatenate 51744 7
conv5_block14_0_bn BatchNormalization 51744 1 4224 2112
conv5_block14_0_relu Activation 51744 1
conv5_block14_1_conv Conv2D 6272 1 135168
conv5_block14_1_bn BatchNormalization 6272 1 512 256
conv5_block14_1_relu Activation 6272 1
conv5_block14_2_conv Conv2D 1568 1 36864
conv5_block14_concat Concatenate 53312 7
conv5_block15_0_bn BatchNormalization 53312 1 4352 2176
conv5_block15_0_relu Activation 53312 1
conv5_block15_1_conv Conv2D 6272 1 139264
conv5_block15_1_bn BatchNormalization 6272 1 512 256
conv5_block15_1_relu Activation 6272 1
conv5_block15_2_conv Conv2D 1568 1 36864
conv5_block15_concat Concatenate 54880 7
conv5_block16_0_bn BatchNormalization 54880 1 4480 2240
conv5_block16_0_relu Activation 54880 1
conv5_block16_1_conv Conv2D 6272 1 143360
conv5_block16_1_bn BatchNormalization 6272 1 512 256
conv5_block16_1_relu Activation 6272 1
conv5_block16_2_conv Conv2D 1568 1 36864
conv5_block16_concat Concatenate 56448 7
conv5_block17_0_bn BatchNormalization 56448 1 4608 2304
conv5_block17_0_relu Activation 56448 1
conv5_block17_1_conv Conv2D 6272 1 147456
conv5_block17_1_bn BatchNormalization 6272 1 512 256
conv5_block17_1_relu Activation 6272 1
conv5_block17_2_conv Conv2D 1568 1 36864
conv5_block17_concat Concatenate 58016 7
conv5_block18_0_bn BatchNormalization 58016 1 4736 2368
conv5_block18_0_relu Activation 58016 1
conv5_block18_1_conv Conv2D 6272 1 151552
conv5_block18_1_bn BatchNormalization 6272 1 512 256
conv5_block18_1_relu Activation 6272 1
conv5_block18_2_conv Conv2D 1568 1 36864
conv5_block18_concat Concatenate 59584 7
conv5_block19_0_bn BatchNormalization 59584 1 4864 2432
conv5_block19_0_relu Activation 59584 1
conv5_block19_1_conv Conv2D 6272 1 155648
conv5_block19_1_bn BatchNormalization 6272 1 512 256
conv5_block19_1_relu Activation 6272 1
conv5_block19_2_conv Conv2D 1568 1 36864
conv5_block19_concat Concatenate 61152 7
conv5_block20_0_bn BatchNormalization 61152 1 4992 2496
conv5_block20_0_relu Activation 61152 1
conv5_block20_1_conv Conv2D 6272 1 159744
conv5_block20_1_bn BatchNormalization 6272 1 512 256
conv5_block20_1_relu Activation 6272 1
conv5_block20_2_conv Conv2D 1568 1 36864
conv5_block20_concat Concatenate 62720 7
conv5_block21_0_bn BatchNormalization 62720 1 5120 2560
conv5_block21_0_relu Activation 62720 1
conv5_block21_1_conv Conv2D 6272 1 163840
conv5_block21_1_bn BatchNormalization 6272 1 512 256
conv5_block21_1_relu Activation 6272 1
conv5_block21_2_conv Conv2D 1568 1 36864
conv5_block21_concat Concatenate 64288 7
conv5_block22_0_bn BatchNormalization 64288 1 5248 2624
conv5_block22_0_relu Activation 64288 1
conv5_block22_1_conv Conv2D 6272 1 167936
conv5_block22_1_bn BatchNormalization 6272 1 512 256
conv5_block22_1_relu Activation 6272 1
conv5_block22_2_conv Conv2D 1568 1 36864
conv5_block22_concat Concatenate 65856 7
conv5_block23_0_bn BatchNormalization 65856 1 5376 2688
conv5_block23_0_relu Activation 65856 1
conv5_block23_1_conv Conv2D 6272 1 172032
conv5_block23_1_bn BatchNormalization 6272 1 512 256
conv5_block23_1_relu Activation 6272 1
conv5_block23_2_conv Conv2D 1568 1 36864
conv5_block23_concat Concatenate 67424 7
conv5_block24_0_bn BatchNormalization 67424 1 5504 2752
conv5_block24_0_relu Activation 67424 1
conv5_block24_1_conv Conv2D 6272 1 176128
conv5_block24_1_bn BatchNormalization 6272 1 512 256
conv5_block24_1_relu Activation 6272 1
conv5_block24_2_conv Conv2D 1568 1 36864
conv5_block24_concat Concatenate 68992 7
conv5_block25_0_bn BatchNormalization 68992 1 5632 2816
conv5_block25_0_relu Activation 68992 1
conv5_block25_1_conv Conv2D 6272 1 180224
conv5_block25_1_bn BatchNormalization 6272 1 512 256
conv5_block25_1_relu Activation 6272 1
conv5_block25_2_conv Conv2D 1568 1 36864
conv5_block25_concat Concatenate 70560 7
conv5_block26_0_bn BatchNormalization 70560 1 5760 2880
conv5_block26_0_relu Activation 70560 1
conv5_block26_1_conv Conv2D 6272 1 184320
conv5_block26_1_bn BatchNormalization 6272 1 512 256
conv5_block26_1_relu Activation 6272 1
conv5_block26_2_conv Conv2D 1568 1 36864
conv5_block26_concat Concatenate 72128 7
conv5_block27_0_bn BatchNormalization 72128 1 5888 2944
conv5_block27_0_relu Activation 72128 1
conv5_block27_1_conv Conv2D 6272 1 188416
conv5_block27_1_bn BatchNormalization 6272 1 512 256
conv5_block27_1_relu Activation 6272 1
conv5_block27_2_conv Conv2D 1568 1 36864
conv5_block27_concat Concatenate 73696 7
conv5_block28_0_bn BatchNormalization 73696 1 6016 3008
conv5_block28_0_relu Activation 73696 1
conv5_block28_1_conv Conv2D 6272 1 192512
conv5_block28_1_bn BatchNormalization 6272 1 512 256
conv5_block28_1_relu Activation 6272 1
conv5_block28_2_conv Conv2D 1568 1 36864
conv5_block28_concat Concatenate 75264 7
conv5_block29_0_bn BatchNormalization 75264 1 6144 3072
conv5_block29_0_relu Activation 75264 1
conv5_block29_1_conv Conv2D 6272 1 196608
conv5_block29_1_bn BatchNormalization 6272 1 512 256
conv5_block29_1_relu Activation 6272 1
conv5_block29_2_conv Conv2D 1568 1 36864
conv5_block29_concat Concatenate 76832 7
conv5_block30_0_bn BatchNormalization 76832 1 6272 3136
conv5_block30_0_relu Activation 76832 1
conv5_block30_1_conv Conv2D 6272 1 200704
conv5_block30_1_bn BatchNormalization 6272 1 512 256
conv5_block30_1_relu Activation 6272 1
conv5_block30_2_conv Conv2D 1568 1 36864
conv5_block30_concat Concatenate 78400 7
conv5_block31_0_bn BatchNormalization 78400 1 6400 3200
conv5_block31_0_relu Activation 78400 1
conv5_block31_1_conv Conv2D 6272 1 204800
conv5_block31_1_bn BatchNormalization 6272 1 512 256
conv5_block31_1_relu Activation 6272 1
conv5_block31_2_conv Conv2D 1568 1 36864
conv5_block31_concat Concatenate 79968 7
conv5_block32_0_bn BatchNormalization 79968 1 6528 3264
conv5_block32_0_relu Activation 79968 1
conv5_block32_1_conv Conv2D 6272 1 208896
conv5_block32_1_bn BatchNormalization 6272 1 512 256
conv5_block32_1_relu Activation 6272 1
conv5_block32_2_conv Conv2D 1568 1 36864
conv5_block32_concat Concatenate 81536 1
bn BatchNormalization 81536 1 6656 3328
relu Activation 81536 1`,
  },
  DenseNet201: {
    channels: 1920,
    sides: [[32, 1], [61, 2], [93, 3], [125, 4], [157, 5], [189, 6], [221, 7], [253, 8], [285, 9], [317, 10], [349, 11], [381, 12], [413, 13], [445, 14], [477, 15], [509, 16], [541, 17], [573, 18], [605, 19], [637, 20], [669, 21], [701, 22], [733, 23], [765, 24], [797, 25], [829, 26], [861, 27], [893, 28], [925, 29], [957, 30], [989, 31], [1021, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, 6], [2, 1, 2, 1, 0], [5, 1, 2, 1, 2], [6, 1, 4, 3, 0], [52, 1, 8, 3, 0], [140, 1, 16, 3, 0], [480, 1, 32, 3, 0]],
    layers: `input_layer InputLayer 150528 1
zero_padding2d ZeroPadding2D 158700 1
conv1_conv Conv2D 802816 1 9408
conv1_bn BatchNormalization 802816 1 256 128
conv1_relu Activation 802816 1
zero_padding2d_1 ZeroPadding2D 831744 1
pool1 MaxPooling2D 200704 7
conv2_block1_0_bn BatchNormalization 200704 1 256 128
conv2_block1_0_relu Activation 200704 1
conv2_block1_1_conv Conv2D 401408 1 8192
conv2_block1_1_bn BatchNormalization 401408 1 512 256
conv2_block1_1_relu Activation 401408 1
conv2_block1_2_conv Conv2D 100352 1 36864
conv2_block1_concat Concatenate 301056 7
conv2_block2_0_bn BatchNormalization 301056 1 384 192
conv2_block2_0_relu Activation 301056 1
conv2_block2_1_conv Conv2D 401408 1 12288
conv2_block2_1_bn BatchNormalization 401408 1 512 256
conv2_block2_1_relu Activation 401408 1
conv2_block2_2_conv Conv2D 100352 1 36864
conv2_block2_concat Concatenate 401408 7
conv2_block3_0_bn BatchNormalization 401408 1 512 256
conv2_block3_0_relu Activation 401408 1
conv2_block3_1_conv Conv2D 401408 1 16384
conv2_block3_1_bn BatchNormalization 401408 1 512 256
conv2_block3_1_relu Activation 401408 1
conv2_block3_2_conv Conv2D 100352 1 36864
conv2_block3_concat Concatenate 501760 7
conv2_block4_0_bn BatchNormalization 501760 1 640 320
conv2_block4_0_relu Activation 501760 1
conv2_block4_1_conv Conv2D 401408 1 20480
conv2_block4_1_bn BatchNormalization 401408 1 512 256
conv2_block4_1_relu Activation 401408 1
conv2_block4_2_conv Conv2D 100352 1 36864
conv2_block4_concat Concatenate 602112 7
conv2_block5_0_bn BatchNormalization 602112 1 768 384
conv2_block5_0_relu Activation 602112 1
conv2_block5_1_conv Conv2D 401408 1 24576
conv2_block5_1_bn BatchNormalization 401408 1 512 256
conv2_block5_1_relu Activation 401408 1
conv2_block5_2_conv Conv2D 100352 1 36864
conv2_block5_concat Concatenate 702464 7
conv2_block6_0_bn BatchNormalization 702464 1 896 448
conv2_block6_0_relu Activation 702464 1
conv2_block6_1_conv Conv2D 401408 1 28672
conv2_block6_1_bn BatchNormalization 401408 1 512 256
conv2_block6_1_relu Activation 401408 1
conv2_block6_2_conv Conv2D 100352 1 36864
conv2_block6_concat Concatenate 802816 1
pool2_bn BatchNormalization 802816 1 1024 512
pool2_relu Activation 802816 1
pool2_conv Conv2D 401408 1 32768
pool2_pool AveragePooling2D 100352 7
conv3_block1_0_bn BatchNormalization 100352 1 512 256
conv3_block1_0_relu Activation 100352 1
conv3_block1_1_conv Conv2D 100352 1 16384
conv3_block1_1_bn BatchNormalization 100352 1 512 256
conv3_block1_1_relu Activation 100352 1
conv3_block1_2_conv Conv2D 25088 1 36864
conv3_block1_concat Concatenate 125440 7
conv3_block2_0_bn BatchNormalization 125440 1 640 320
conv3_block2_0_relu Activation 125440 1
conv3_block2_1_conv Conv2D 100352 1 20480
conv3_block2_1_bn BatchNormalization 100352 1 512 256
conv3_block2_1_relu Activation 100352 1
conv3_block2_2_conv Conv2D 25088 1 36864
conv3_block2_concat Concatenate 150528 7
conv3_block3_0_bn BatchNormalization 150528 1 768 384
conv3_block3_0_relu Activation 150528 1
conv3_block3_1_conv Conv2D 100352 1 24576
conv3_block3_1_bn BatchNormalization 100352 1 512 256
conv3_block3_1_relu Activation 100352 1
conv3_block3_2_conv Conv2D 25088 1 36864
conv3_block3_concat Concatenate 175616 7
conv3_block4_0_bn BatchNormalization 175616 1 896 448
conv3_block4_0_relu Activation 175616 1
conv3_block4_1_conv Conv2D 100352 1 28672
conv3_block4_1_bn BatchNormalization 100352 1 512 256
conv3_block4_1_relu Activation 100352 1
conv3_block4_2_conv Conv2D 25088 1 36864
conv3_block4_concat Concatenate 200704 7
conv3_block5_0_bn BatchNormalization 200704 1 1024 512
conv3_block5_0_relu Activation 200704 1
conv3_block5_1_conv Conv2D 100352 1 32768
conv3_block5_1_bn BatchNormalization 100352 1 512 256
conv3_block5_1_relu Activation 100352 1
conv3_block5_2_conv Conv2D 25088 1 36864
conv3_block5_concat Concatenate 225792 7
conv3_block6_0_bn BatchNormalization 225792 1 1152 576
conv3_block6_0_relu Activation 225792 1
conv3_block6_1_conv Conv2D 100352 1 36864
conv3_block6_1_bn BatchNormalization 100352 1 512 256
conv3_block6_1_relu Activation 100352 1
conv3_block6_2_conv Conv2D 25088 1 36864
conv3_block6_concat Concatenate 250880 7
conv3_block7_0_bn BatchNormalization 250880 1 1280 640
conv3_block7_0_relu Activation 250880 1
conv3_block7_1_conv Conv2D 100352 1 40960
conv3_block7_1_bn BatchNormalization 100352 1 512 256
conv3_block7_1_relu Activation 100352 1
conv3_block7_2_conv Conv2D 25088 1 36864
conv3_block7_concat Concatenate 275968 7
conv3_block8_0_bn BatchNormalization 275968 1 1408 704
conv3_block8_0_relu Activation 275968 1
conv3_block8_1_conv Conv2D 100352 1 45056
conv3_block8_1_bn BatchNormalization 100352 1 512 256
conv3_block8_1_relu Activation 100352 1
conv3_block8_2_conv Conv2D 25088 1 36864
conv3_block8_concat Concatenate 301056 7
conv3_block9_0_bn BatchNormalization 301056 1 1536 768
conv3_block9_0_relu Activation 301056 1
conv3_block9_1_conv Conv2D 100352 1 49152
conv3_block9_1_bn BatchNormalization 100352 1 512 256
conv3_block9_1_relu Activation 100352 1
conv3_block9_2_conv Conv2D 25088 1 36864
conv3_block9_concat Concatenate 326144 7
conv3_block10_0_bn BatchNormalization 326144 1 1664 832
conv3_block10_0_relu Activation 326144 1
conv3_block10_1_conv Conv2D 100352 1 53248
conv3_block10_1_bn BatchNormalization 100352 1 512 256
conv3_block10_1_relu Activation 100352 1
conv3_block10_2_conv Conv2D 25088 1 36864
conv3_block10_concat Concatenate 351232 7
conv3_block11_0_bn BatchNormalization 351232 1 1792 896
conv3_block11_0_relu Activation 351232 1
conv3_block11_1_conv Conv2D 100352 1 57344
conv3_block11_1_bn BatchNormalization 100352 1 512 256
conv3_block11_1_relu Activation 100352 1
conv3_block11_2_conv Conv2D 25088 1 36864
conv3_block11_concat Concatenate 376320 7
conv3_block12_0_bn BatchNormalization 376320 1 1920 960
conv3_block12_0_relu Activation 376320 1
conv3_block12_1_conv Conv2D 100352 1 61440
conv3_block12_1_bn BatchNormalization 100352 1 512 256
conv3_block12_1_relu Activation 100352 1
conv3_block12_2_conv Conv2D 25088 1 36864
conv3_block12_concat Concatenate 401408 1
pool3_bn BatchNormalization 401408 1 2048 1024
pool3_relu Activation 401408 1
pool3_conv Conv2D 200704 1 131072
pool3_pool AveragePooling2D 50176 7
conv4_block1_0_bn BatchNormalization 50176 1 1024 512
conv4_block1_0_relu Activation 50176 1
conv4_block1_1_conv Conv2D 25088 1 32768
conv4_block1_1_bn BatchNormalization 25088 1 512 256
conv4_block1_1_relu Activation 25088 1
conv4_block1_2_conv Conv2D 6272 1 36864
conv4_block1_concat Concatenate 56448 7
conv4_block2_0_bn BatchNormalization 56448 1 1152 576
conv4_block2_0_relu Activation 56448 1
conv4_block2_1_conv Conv2D 25088 1 36864
conv4_block2_1_bn BatchNormalization 25088 1 512 256
conv4_block2_1_relu Activation 25088 1
conv4_block2_2_conv Conv2D 6272 1 36864
conv4_block2_concat Concatenate 62720 7
conv4_block3_0_bn BatchNormalization 62720 1 1280 640
conv4_block3_0_relu Activation 62720 1
conv4_block3_1_conv Conv2D 25088 1 40960
conv4_block3_1_bn BatchNormalization 25088 1 512 256
conv4_block3_1_relu Activation 25088 1
conv4_block3_2_conv Conv2D 6272 1 36864
conv4_block3_concat Concatenate 68992 7
conv4_block4_0_bn BatchNormalization 68992 1 1408 704
conv4_block4_0_relu Activation 68992 1
conv4_block4_1_conv Conv2D 25088 1 45056
conv4_block4_1_bn BatchNormalization 25088 1 512 256
conv4_block4_1_relu Activation 25088 1
conv4_block4_2_conv Conv2D 6272 1 36864
conv4_block4_concat Concatenate 75264 7
conv4_block5_0_bn BatchNormalization 75264 1 1536 768
conv4_block5_0_relu Activation 75264 1
conv4_block5_1_conv Conv2D 25088 1 49152
conv4_block5_1_bn BatchNormalization 25088 1 512 256
conv4_block5_1_relu Activation 25088 1
conv4_block5_2_conv Conv2D 6272 1 36864
conv4_block5_concat Concatenate 81536 7
conv4_block6_0_bn BatchNormalization 81536 1 1664 832
conv4_block6_0_relu Activation 81536 1
conv4_block6_1_conv Conv2D 25088 1 53248
conv4_block6_1_bn BatchNormalization 25088 1 512 256
conv4_block6_1_relu Activation 25088 1
conv4_block6_2_conv Conv2D 6272 1 36864
conv4_block6_concat Concatenate 87808 7
conv4_block7_0_bn BatchNormalization 87808 1 1792 896
conv4_block7_0_relu Activation 87808 1
conv4_block7_1_conv Conv2D 25088 1 57344
conv4_block7_1_bn BatchNormalization 25088 1 512 256
conv4_block7_1_relu Activation 25088 1
conv4_block7_2_conv Conv2D 6272 1 36864
conv4_block7_concat Concatenate 94080 7
conv4_block8_0_bn BatchNormalization 94080 1 1920 960
conv4_block8_0_relu Activation 94080 1
conv4_block8_1_conv Conv2D 25088 1 61440
conv4_block8_1_bn BatchNormalization 25088 1 512 256
conv4_block8_1_relu Activation 25088 1
conv4_block8_2_conv Conv2D 6272 1 36864
conv4_block8_concat Concatenate 100352 7
conv4_block9_0_bn BatchNormalization 100352 1 2048 1024
conv4_block9_0_relu Activation 100352 1
conv4_block9_1_conv Conv2D 25088 1 65536
conv4_block9_1_bn BatchNormalization 25088 1 512 256
conv4_block9_1_relu Activation 25088 1
conv4_block9_2_conv Conv2D 6272 1 36864
conv4_block9_concat Concatenate 106624 7
conv4_block10_0_bn BatchNormalization 106624 1 2176 1088
conv4_block10_0_relu Activation 106624 1
conv4_block10_1_conv Conv2D 25088 1 69632
conv4_block10_1_bn BatchNormalization 25088 1 512 256
conv4_block10_1_relu Activation 25088 1
conv4_block10_2_conv Conv2D 6272 1 36864
conv4_block10_concat Concatenate 112896 7
conv4_block11_0_bn BatchNormalization 112896 1 2304 1152
conv4_block11_0_relu Activation 112896 1
conv4_block11_1_conv Conv2D 25088 1 73728
conv4_block11_1_bn BatchNormalization 25088 1 512 256
conv4_block11_1_relu Activation 25088 1
conv4_block11_2_conv Conv2D 6272 1 36864
conv4_block11_concat Concatenate 119168 7
conv4_block12_0_bn BatchNormalization 119168 1 2432 1216
conv4_block12_0_relu Activation 119168 1
conv4_block12_1_conv Conv2D 25088 1 77824
conv4_block12_1_bn BatchNormalization 25088 1 512 256
conv4_block12_1_relu Activation 25088 1
conv4_block12_2_conv Conv2D 6272 1 36864
conv4_block12_concat Concatenate 125440 7
conv4_block13_0_bn BatchNormalization 125440 1 2560 1280
conv4_block13_0_relu Activation 125440 1
conv4_block13_1_conv Conv2D 25088 1 81920
conv4_block13_1_bn BatchNormalization 25088 1 512 256
conv4_block13_1_relu Activation 25088 1
conv4_block13_2_conv Conv2D 6272 1 36864
conv4_block13_concat Concatenate 131712 7
conv4_block14_0_bn BatchNormalization 131712 1 2688 1344
conv4_block14_0_relu Activation 131712 1
conv4_block14_1_conv Conv2D 25088 1 86016
conv4_block14_1_bn BatchNormalization 25088 1 512 256
conv4_block14_1_relu Activation 25088 1
conv4_block14_2_conv Conv2D 6272 1 36864
conv4_block14_concat Concatenate 137984 7
conv4_block15_0_bn BatchNormalization 137984 1 2816 1408
conv4_block15_0_relu Activation 137984 1
conv4_block15_1_conv Conv2D 25088 1 90112
conv4_block15_1_bn BatchNormalization 25088 1 512 256
conv4_block15_1_relu Activation 25088 1
conv4_block15_2_conv Conv2D 6272 1 36864
conv4_block15_concat Concatenate 144256 7
conv4_block16_0_bn BatchNormalization 144256 1 2944 1472
conv4_block16_0_relu Activation 144256 1
conv4_block16_1_conv Conv2D 25088 1 94208
conv4_block16_1_bn BatchNormalization 25088 1 512 256
conv4_block16_1_relu Activation 25088 1
conv4_block16_2_conv Conv2D 6272 1 36864
conv4_block16_concat Concatenate 150528 7
conv4_block17_0_bn BatchNormalization 150528 1 3072 1536
conv4_block17_0_relu Activation 150528 1
conv4_block17_1_conv Conv2D 25088 1 98304
conv4_block17_1_bn BatchNormalization 25088 1 512 256
conv4_block17_1_relu Activation 25088 1
conv4_block17_2_conv Conv2D 6272 1 36864
conv4_block17_concat Concatenate 156800 7
conv4_block18_0_bn BatchNormalization 156800 1 3200 1600
conv4_block18_0_relu Activation 156800 1
conv4_block18_1_conv Conv2D 25088 1 102400
conv4_block18_1_bn BatchNormalization 25088 1 512 256
conv4_block18_1_relu Activation 25088 1
conv4_block18_2_conv Conv2D 6272 1 36864
conv4_block18_concat Concatenate 163072 7
conv4_block19_0_bn BatchNormalization 163072 1 3328 1664
conv4_block19_0_relu Activation 163072 1
conv4_block19_1_conv Conv2D 25088 1 106496
conv4_block19_1_bn BatchNormalization 25088 1 512 256
conv4_block19_1_relu Activation 25088 1
conv4_block19_2_conv Conv2D 6272 1 36864
conv4_block19_concat Concatenate 169344 7
conv4_block20_0_bn BatchNormalization 169344 1 3456 1728
conv4_block20_0_relu Activation 169344 1
conv4_block20_1_conv Conv2D 25088 1 110592
conv4_block20_1_bn BatchNormalization 25088 1 512 256
conv4_block20_1_relu Activation 25088 1
conv4_block20_2_conv Conv2D 6272 1 36864
conv4_block20_concat Concatenate 175616 7
conv4_block21_0_bn BatchNormalization 175616 1 3584 1792
conv4_block21_0_relu Activation 175616 1
conv4_block21_1_conv Conv2D 25088 1 114688
conv4_block21_1_bn BatchNormalization 25088 1 512 256
conv4_block21_1_relu Activation 25088 1
conv4_block21_2_conv Conv2D 6272 1 36864
conv4_block21_concat Concatenate 181888 7
conv4_block22_0_bn BatchNormalization 181888 1 3712 1856
conv4_block22_0_relu Activation 181888 1
conv4_block22_1_conv Conv2D 25088 1 118784
conv4_block22_1_bn BatchNormalization 25088 1 512 256
conv4_block22_1_relu Activation 25088 1
conv4_block22_2_conv Conv2D 6272 1 36864
conv4_block22_concat Concatenate 188160 7
conv4_block23_0_bn BatchNormalization 188160 1 3840 1920
conv4_block23_0_relu Activation 188160 1
conv4_block23_1_conv Conv2D 25088 1 122880
conv4_block23_1_bn BatchNormalization 25088 1 512 256
conv4_block23_1_relu Activation 25088 1
conv4_block23_2_conv Conv2D 6272 1 36864
conv4_block23_concat Concatenate 194432 7
conv4_block24_0_bn BatchNormalization 194432 1 3968 1984
conv4_block24_0_relu Activation 194432 1
conv4_block24_1_conv Conv2D 25088 1 126976
conv4_block24_1_bn BatchNormalization 25088 1 512 256
conv4_block24_1_relu Activation 25088 1
conv4_block24_2_conv Conv2D 6272 1 36864
conv4_block24_concat Concatenate 200704 7
conv4_block25_0_bn BatchNormalization 200704 1 4096 2048
conv4_block25_0_relu Activation 200704 1
conv4_block25_1_conv Conv2D 25088 1 131072
conv4_block25_1_bn BatchNormalization 25088 1 512 256
conv4_block25_1_relu Activation 25088 1
conv4_block25_2_conv Conv2D 6272 1 36864
conv4_block25_concat Concatenate 206976 7
conv4_block26_0_bn BatchNormalization 206976 1 4224 2112
conv4_block26_0_relu Activation 206976 1
conv4_block26_1_conv Conv2D 25088 1 135168
conv4_block26_1_bn BatchNormalization 25088 1 512 256
conv4_block26_1_relu Activation 25088 1
conv4_block26_2_conv Conv2D 6272 1 36864
conv4_block26_concat Concatenate 213248 7
conv4_block27_0_bn BatchNormalization 213248 1 4352 2176
conv4_block27_0_relu Activation 213248 1
conv4_block27_1_conv Conv2D 25088 1 139264
conv4_block27_1_bn BatchNormalization 25088 1 512 256
conv4_block27_1_relu Activation 25088 1
conv4_block27_2_conv Conv2D 6272 1 36864
conv4_block27_concat Concatenate 219520 7
conv4_block28_0_bn BatchNormalization 219520 1 4480 2240
conv4_block28_0_relu Activation 219520 1
conv4_block28_1_conv Conv2D 25088 1 143360
conv4_block28_1_bn BatchNormalization 25088 1 512 256
conv4_block28_1_relu Activation 25088 1
conv4_block28_2_conv Conv2D 6272 1 36864
conv4_block28_concat Concatenate 225792 7
conv4_block29_0_bn BatchNormalization 225792 1 4608 2304
conv4_block29_0_relu Activation 225792 1
conv4_block29_1_conv Conv2D 25088 1 147456
conv4_block29_1_bn BatchNormalization 25088 1 512 256
conv4_block29_1_relu Activation 25088 1
conv4_block29_2_conv Conv2D 6272 1 36864
conv4_block29_concat Concatenate 232064 7
conv4_block30_0_bn BatchNormalization 232064 1 4736 2368
conv4_block30_0_relu Activation 232064 1
conv4_block30_1_conv Conv2D 25088 1 151552
conv4_block30_1_bn BatchNormalization 25088 1 512 256
conv4_block30_1_relu Activation 25088 1
conv4_block30_2_conv Conv2D 6272 1 36864
conv4_block30_concat Concatenate 238336 7
conv4_block31_0_bn BatchNormalization 238336 1 4864 2432
conv4_block31_0_relu Activation 238336 1
conv4_block31_1_conv Conv2D 25088 1 155648
conv4_block31_1_bn BatchNormalization 25088 1 512 256
conv4_block31_1_relu Activation 25088 1
conv4_block31_2_conv Conv2D 6272 1 36864
conv4_block31_concat Concatenate 244608 7
conv4_block32_0_bn BatchNormalization 244608 1 4992 2496
conv4_block32_0_relu Activation 244608 1
conv4_block32_1_conv Conv2D 25088 1 159744
conv4_block32_1_bn BatchNormalization 25088 1 512 256
conv4_block32_1_relu Activation 25088 1
conv4_block32_2_conv Conv2D 6272 1 36864
conv4_block32_concat Concatenate 250880 7
conv4_block33_0_bn BatchNormalization 250880 1 5120 2560
conv4_block33_0_relu Activation 250880 1
conv4_block33_1_conv Conv2D 25088 1 163840
conv4_block33_1_bn BatchNormalization 25088 1 512 256
conv4_block33_1_relu Activation 25088 1
conv4_block33_2_conv Conv2D 6272 1 36864
conv4_block33_concat Concatenate 257152 7
conv4_block34_0_bn BatchNormalization 257152 1 5248 2624
conv4_block34_0_relu Activation 257152 1
conv4_block34_1_conv Conv2D 25088 1 167936
conv4_block34_1_bn BatchNormalization 25088 1 512 256
conv4_block34_1_relu Activation 25088 1
conv4_block34_2_conv Conv2D 6272 1 36864
conv4_block34_concat Concatenate 263424 7
conv4_block35_0_bn BatchNormalization 263424 1 5376 2688
conv4_block35_0_relu Activation 263424 1
conv4_block35_1_conv Conv2D 25088 1 172032
conv4_block35_1_bn BatchNormalization 25088 1 512 256
conv4_block35_1_relu Activation 25088 1
conv4_block35_2_conv Conv2D 6272 1 36864
conv4_block35_concat Concatenate 269696 7
conv4_block36_0_bn BatchNormalization 269696 1 5504 2752
conv4_block36_0_relu Activation 269696 1
conv4_block36_1_conv Conv2D 25088 1 176128
conv4_block36_1_bn BatchNormalization 25088 1 512 256
conv4_block36_1_relu Activation 25088 1
conv4_block36_2_conv Conv2D 6272 1 36864
conv4_block36_concat Concatenate 275968 7
conv4_block37_0_bn BatchNormalization 275968 1 5632 2816
conv4_block37_0_relu Activation 275968 1
conv4_block37_1_conv Conv2D 25088 1 180224
conv4_block37_1_bn BatchNormalization 25088 1 512 256
conv4_block37_1_relu Activation 25088 1
conv4_block37_2_conv Conv2D 6272 1 36864
conv4_block37_concat Concatenate 282240 7
conv4_block38_0_bn BatchNormalization 282240 1 5760 2880
conv4_block38_0_relu Activation 282240 1
conv4_block38_1_conv Conv2D 25088 1 184320
conv4_block38_1_bn BatchNormalization 25088 1 512 256
conv4_block38_1_relu Activation 25088 1
conv4_block38_2_conv Conv2D 6272 1 36864
conv4_block38_concat Concatenate 288512 7
conv4_block39_0_bn BatchNormalization 288512 1 5888 2944
conv4_block39_0_relu Activation 288512 1
conv4_block39_1_conv Conv2D 25088 1 188416
conv4_block39_1_bn BatchNormalization 25088 1 512 256
conv4_block39_1_relu Activation 25088 1
conv4_block39_2_conv Conv2D 6272 1 36864
conv4_block39_concat Concatenate 294784 7
conv4_block40_0_bn BatchNormalization 294784 1 6016 3008
conv4_block40_0_relu Activation 294784 1
conv4_block40_1_conv Conv2D 25088 1 192512
conv4_block40_1_bn BatchNormalization 25088 1 512 256
conv4_block40_1_relu Activation 25088 1
conv4_block40_2_conv Conv2D 6272 1 36864
conv4_block40_concat Concatenate 301056 7
conv4_block41_0_bn BatchNormalization 301056 1 6144 3072
conv4_block41_0_relu Activation 301056 1
conv4_block41_1_conv Conv2D 25088 1 196608
conv4_block41_1_bn BatchNormalization 25088 1 512 256
conv4_block41_1_relu Activation 25088 1
conv4_block41_2_conv Conv2D 6272 1 36864
conv4_block41_concat Concatenate 307328 7
conv4_block42_0_bn BatchNormalization 307328 1 6272 3136
conv4_block42_0_relu Activation 307328 1
conv4_block42_1_conv Conv2D 25088 1 200704
conv4_block42_1_bn BatchNormalization 25088 1 512 256
conv4_block42_1_relu Activation 25088 1
conv4_block42_2_conv Conv2D 6272 1 36864
conv4_block42_concat Concatenate 313600 7
conv4_block43_0_bn BatchNormalization 313600 1 6400 3200
conv4_block43_0_relu Activation 313600 1
conv4_block43_1_conv Conv2D 25088 1 204800
conv4_block43_1_bn BatchNormalization 25088 1 512 256
conv4_block43_1_relu Activation 25088 1
conv4_block43_2_conv Conv2D 6272 1 36864
conv4_block43_concat Concatenate 319872 7
conv4_block44_0_bn BatchNormalization 319872 1 6528 3264
conv4_block44_0_relu Activation 319872 1
conv4_block44_1_conv Conv2D 25088 1 208896
conv4_block44_1_bn BatchNormalization 25088 1 512 256
conv4_block44_1_relu Activation 25088 1
conv4_block44_2_conv Conv2D 6272 1 36864
conv4_block44_concat Concatenate 326144 7
conv4_block45_0_bn BatchNormalization 326144 1 6656 3328
conv4_block45_0_relu Activation 326144 1
conv4_block45_1_conv Conv2D 25088 1 212992
conv4_block45_1_bn BatchNormalization 25088 1 512 256
conv4_block45_1_relu Activation 25088 1
conv4_block45_2_conv Conv2D 6272 1 36864
conv4_block45_concat Concatenate 332416 7
conv4_block46_0_bn BatchNormalization 332416 1 6784 3392
conv4_block46_0_relu Activation 332416 1
conv4_block46_1_conv Conv2D 25088 1 217088
conv4_block46_1_bn BatchNormalization 25088 1 512 256
conv4_block46_1_relu Activation 25088 1
conv4_block46_2_conv Conv2D 6272 1 36864
conv4_block46_concat Concatenate 338688 7
conv4_block47_0_bn BatchNormalization 338688 1 6912 3456
conv4_block47_0_relu Activation 338688 1
conv4_block47_1_conv Conv2D 25088 1 221184
conv4_block47_1_bn BatchNormalization 25088 1 512 256
conv4_block47_1_relu Activation 25088 1
conv4_block47_2_conv Conv2D 6272 1 36864
conv4_block47_concat Concatenate 344960 7
conv4_block48_0_bn BatchNormalization 344960 1 7040 3520
conv4_block48_0_relu Activation 344960 1
conv4_block48_1_conv Conv2D 25088 1 225280
conv4_block48_1_bn BatchNormalization 25088 1 512 256
conv4_block48_1_relu Activation 25088 1
conv4_block48_2_conv Conv2D 6272 1 36864
conv4_block48_concat Concatenate 351232 1
pool4_bn BatchNormalization 351232 1 7168 3584
pool4_relu Activation 351232 1
pool4_conv Conv2D 175616 1 1605632
pool4_pool AveragePooling2D 43904 7
conv5_block1_0_bn BatchNormalization 43904 1 3584 1792
conv5_block1_0_relu Activation 43904 1
conv5_block1_1_conv Conv2D 6272 1 114688
conv5_block1_1_bn BatchNormalization 6272 1 512 256
conv5_block1_1_relu Activation 6272 1
conv5_block1_2_conv Conv2D 1568 1 36864
conv5_block1_concat Concatenate 45472 7
conv5_block2_0_bn BatchNormalization 45472 1 3712 1856
conv5_block2_0_relu Activation 45472 1
conv5_block2_1_conv Conv2D 6272 1 118784
conv5_block2_1_bn BatchNormalization 6272 1 512 256
conv5_block2_1_relu Activation 6272 1
conv5_block2_2_conv Conv2D 1568 1 36864
conv5_block2_concat Concatenate 47040 7
conv5_block3_0_bn BatchNormalization 47040 1 3840 1920
conv5_block3_0_relu Activation 47040 1
conv5_block3_1_conv Conv2D 6272 1 122880
conv5_block3_1_bn BatchNormalization 6272 1 512 256
conv5_block3_1_relu Activation 6272 1
conv5_block3_2_conv Conv2D 1568 1 36864
conv5_block3_concat Concatenate 48608 7
conv5_block4_0_bn BatchNormalization 48608 1 3968 1984
conv5_block4_0_relu Activation 48608 1
conv5_block4_1_conv Conv2D 6272 1 126976
conv5_block4_1_bn BatchNormalization 6272 1 512 256
conv5_block4_1_relu Activation 6272 1
conv5_block4_2_conv Conv2D 1568 1 36864
conv5_block4_concat Concatenate 50176 7
conv5_block5_0_bn BatchNormalization 50176 1 4096 2048
conv5_block5_0_relu Activation 50176 1
conv5_block5_1_conv Conv2D 6272 1 131072
conv5_block5_1_bn BatchNormalization 6272 1 512 256
conv5_block5_1_relu Activation 6272 1
conv5_block5_2_conv Conv2D 1568 1 36864
conv5_block5_concat Concatenate 51744 7
conv5_block6_0_bn BatchNormalization 51744 1 4224 2112
conv5_block6_0_relu Activation 51744 1
conv5_block6_1_conv Conv2D 6272 1 135168
conv5_block6_1_bn BatchNormalization 6272 1 512 256
conv5_block6_1_relu Activation 6272 1
conv5_block6_2_conv Conv2D 1568 1 36864
conv5_block6_concat Concatenate 53312 7
conv5_block7_0_bn BatchNormalization 53312 1 4352 2176
conv5_block7_0_relu Activation 53312 1
conv5_block7_1_conv Conv2D 6272 1 139264
conv5_block7_1_bn BatchNormalization 6272 1 512 256
conv5_block7_1_relu Activation 6272 1
conv5_block7_2_conv Conv2D 1568 1 36864
conv5_block7_concat Concatenate 54880 7
conv5_block8_0_bn BatchNormalization 54880 1 4480 2240
conv5_block8_0_relu Activation 54880 1
conv5_block8_1_conv Conv2D 6272 1 143360
conv5_block8_1_bn BatchNormalization 6272 1 512 256
conv5_block8_1_relu Activation 6272 1
conv5_block8_2_conv Conv2D 1568 1 36864
conv5_block8_concat Concatenate 56448 7
conv5_block9_0_bn BatchNormalization 56448 1 4608 2304
conv5_block9_0_relu Activation 56448 1
conv5_block9_1_conv Conv2D 6272 1 147456
conv5_block9_1_bn BatchNormalization 6272 1 512 256
conv5_block9_1_relu Activation 6272 1
conv5_block9_2_conv Conv2D 1568 1 36864
conv5_block9_concat Concatenate 58016 7
conv5_block10_0_bn BatchNormalization 58016 1 4736 2368
conv5_block10_0_relu Activation 58016 1
conv5_block10_1_conv Conv2D 6272 1 151552
conv5_block10_1_bn BatchNormalization 6272 1 512 256
conv5_block10_1_relu Activation 6272 1
conv5_block10_2_conv Conv2D 1568 1 36864
conv5_block10_concat Concatenate 59584 7
conv5_block11_0_bn BatchNormalization 59584 1 4864 2432
conv5_block11_0_relu Activation 59584 1
conv5_block11_1_conv Conv2D 6272 1 155648
conv5_block11_1_bn BatchNormalization 6272 1 512 256
conv5_block11_1_relu Activation 6272 1
conv5_block11_2_conv Conv2D 1568 1 36864
conv5_block11_concat Concatenate 61152 7
conv5_block12_0_bn BatchNormalization 61152 1 4992 2496
conv5_block12_0_relu Activation 61152 1
conv5_block12_1_conv Conv2D 6272 1 159744
conv5_block12_1_bn BatchNormalization 6272 1 512 256
conv5_block12_1_relu Activation 6272 1
conv5_block12_2_conv Conv2D 1568 1 36864
conv5_block12_concat Concatenate 62720 7
conv5_block13_0_bn BatchNormalization 62720 1 5120 2560
conv5_block13_0_relu Activation 62720 1
conv5_block13_1_conv Conv2D 6272 1 163840
conv5_block13_1_bn BatchNormalization 6272 1 512 256
conv5_block13_1_relu Activation 6272 1
conv5_block13_2_conv Conv2D 1568 1 36864
conv5_block13_concat Concatenate 64288 7
conv5_block14_0_bn BatchNormalization 64288 1 5248 2624
conv5_block14_0_relu Activation 64288 1
conv5_block14_1_conv Conv2D 6272 1 167936
conv5_block14_1_bn BatchNormalization 6272 1 512 256
conv5_block14_1_relu Activation 6272 1
conv5_block14_2_conv Conv2D 1568 1 36864
conv5_block14_concat Concatenate 65856 7
conv5_block15_0_bn BatchNormalization 65856 1 5376 2688
conv5_block15_0_relu Activation 65856 1
conv5_block15_1_conv Conv2D 6272 1 172032
conv5_block15_1_bn BatchNormalization 6272 1 512 256
conv5_block15_1_relu Activation 6272 1
conv5_block15_2_conv Conv2D 1568 1 36864
conv5_block15_concat Concatenate 67424 7
conv5_block16_0_bn BatchNormalization 67424 1 5504 2752
conv5_block16_0_relu Activation 67424 1
conv5_block16_1_conv Conv2D 6272 1 176128
conv5_block16_1_bn BatchNormalization 6272 1 512 256
conv5_block16_1_relu Activation 6272 1
conv5_block16_2_conv Conv2D 1568 1 36864
conv5_block16_concat Concatenate 68992 7
conv5_block17_0_bn BatchNormalization 68992 1 5632 2816
conv5_block17_0_relu Activation 68992 1
conv5_block17_1_conv Conv2D 6272 1 180224
conv5_block17_1_bn BatchNormalization 6272 1 512 256
conv5_block17_1_relu Activation 6272 1
conv5_block17_2_conv Conv2D 1568 1 36864
conv5_block17_concat Concatenate 70560 7
conv5_block18_0_bn BatchNormalization 70560 1 5760 2880
conv5_block18_0_relu Activation 70560 1
conv5_block18_1_conv Conv2D 6272 1 184320
conv5_block18_1_bn BatchNormalization 6272 1 512 256
conv5_block18_1_relu Activation 6272 1
conv5_block18_2_conv Conv2D 1568 1 36864
conv5_block18_concat Concatenate 72128 7
conv5_block19_0_bn BatchNormalization 72128 1 5888 2944
conv5_block19_0_relu Activation 72128 1
conv5_block19_1_conv Conv2D 6272 1 188416
conv5_block19_1_bn BatchNormalization 6272 1 512 256
conv5_block19_1_relu Activation 6272 1
conv5_block19_2_conv Conv2D 1568 1 36864
conv5_block19_concat Concatenate 73696 7
conv5_block20_0_bn BatchNormalization 73696 1 6016 3008
conv5_block20_0_relu Activation 73696 1
conv5_block20_1_conv Conv2D 6272 1 192512
conv5_block20_1_bn BatchNormalization 6272 1 512 256
conv5_block20_1_relu Activation 6272 1
conv5_block20_2_conv Conv2D 1568 1 36864
conv5_block20_concat Concatenate 75264 7
conv5_block21_0_bn BatchNormalization 75264 1 6144 3072
conv5_block21_0_relu Activation 75264 1
conv5_block21_1_conv Conv2D 6272 1 196608
conv5_block21_1_bn BatchNormalization 6272 1 512 256
conv5_block21_1_relu Activation 6272 1
conv5_block21_2_conv Conv2D 1568 1 36864
conv5_block21_concat Concatenate 76832 7
conv5_block22_0_bn BatchNormalization 76832 1 6272 3136
conv5_block22_0_relu Activation 76832 1
conv5_block22_1_conv Conv2D 6272 1 200704
conv5_block22_1_bn BatchNormalization 6272 1 512 256
conv5_block22_1_relu Activation 6272 1
conv5_block22_2_conv Conv2D 1568 1 36864
conv5_block22_concat Concatenate 78400 7
conv5_block23_0_bn BatchNormalization 78400 1 6400 3200
conv5_block23_0_relu Activation 78400 1
conv5_block23_1_conv Conv2D 6272 1 204800
conv5_block23_1_bn BatchNormalization 6272 1 512 256
conv5_block23_1_relu Activation 6272 1
conv5_block23_2_conv Conv2D 1568 1 36864
conv5_block23_concat Concatenate 79968 7
conv5_block24_0_bn BatchNormalization 79968 1 6528 3264
conv5_block24_0_relu Activation 79968 1
conv5_block24_1_conv Conv2D 6272 1 208896
conv5_block24_1_bn BatchNormalization 6272 1 512 256
conv5_block24_1_relu Activation 6272 1
conv5_block24_2_conv Conv2D 1568 1 36864
conv5_block24_concat Concatenate 81536 7
conv5_block25_0_bn BatchNormalization 81536 1 6656 3328
conv5_block25_0_relu Activation 81536 1
conv5_block25_1_conv Conv2D 6272 1 212992
conv5_block25_1_bn BatchNormalization 6272 1 512 256
conv5_block25_1_relu Activation 6272 1
conv5_block25_2_conv Conv2D 1568 1 36864
conv5_block25_concat Concatenate 83104 7
conv5_block26_0_bn BatchNormalization 83104 1 6784 3392
conv5_block26_0_relu Activation 83104 1
conv5_block26_1_conv Conv2D 6272 1 217088
conv5_block26_1_bn BatchNormalization 6272 1 512 256
conv5_block26_1_relu Activation 6272 1
conv5_block26_2_conv Conv2D 1568 1 36864
conv5_block26_concat Concatenate 84672 7
conv5_block27_0_bn BatchNormalization 84672 1 6912 3456
conv5_block27_0_relu Activation 84672 1
conv5_block27_1_conv Conv2D 6272 1 221184
conv5_block27_1_bn BatchNormalization 6272 1 512 256
conv5_block27_1_relu Activation 6272 1
conv5_block27_2_conv Conv2D 1568 1 36864
conv5_block27_concat Concatenate 86240 7
conv5_block28_0_bn BatchNormalization 86240 1 7040 3520
conv5_block28_0_relu Activation 86240 1
conv5_block28_1_conv Conv2D 6272 1 225280
conv5_block28_1_bn BatchNormalization 6272 1 512 256
conv5_block28_1_relu Activation 6272 1
conv5_block28_2_conv Conv2D 1568 1 36864
conv5_block28_concat Concatenate 87808 7
conv5_block29_0_bn BatchNormalization 87808 1 7168 3584
conv5_block29_0_relu Activation 87808 1
conv5_block29_1_conv Conv2D 6272 1 229376
conv5_block29_1_bn BatchNormalization 6272 1 512 256
conv5_block29_1_relu Activation 6272 1
conv5_block29_2_conv Conv2D 1568 1 36864
conv5_block29_concat Concatenate 89376 7
conv5_block30_0_bn BatchNormalization 89376 1 7296 3648
conv5_block30_0_relu Activation 89376 1
conv5_block30_1_conv Conv2D 6272 1 233472
conv5_block30_1_bn BatchNormalization 6272 1 512 256
conv5_block30_1_relu Activation 6272 1
conv5_block30_2_conv Conv2D 1568 1 36864
conv5_block30_concat Concatenate 90944 7
conv5_block31_0_bn BatchNormalization 90944 1 7424 3712
conv5_block31_0_relu Activation 90944 1
conv5_block31_1_conv Conv2D 6272 1 237568
conv5_block31_1_bn BatchNormalization 6272 1 512 256
conv5_block31_1_relu Activation 6272 1
conv5_block31_2_conv Conv2D 1568 1 36864
conv5_block31_concat Concatenate 92512 7
conv5_block32_0_bn BatchNormalization 92512 1 7552 3776
conv5_block32_0_relu Activation 92512 1
conv5_block32_1_conv Conv2D 6272 1 241664
conv5_block32_1_bn BatchNormalization 6272 1 512 256
conv5_block32_1_relu Activation 6272 1
conv5_block32_2_conv Conv2D 1568 1 36864
conv5_block32_concat Concatenate 94080 1
bn BatchNormalization 94080 1 7680 3840
relu Activation 94080 1`,
  },
  NASNetMobile: {
    channels: 1056,
    sides: [[32, 1], [35, 2], [67, 3], [99, 4], [131, 5], [163, 6], [195, 7], [227, 8], [259, 9], [291, 10], [323, 11], [355, 12], [387, 13], [419, 14], [451, 15], [483, 16], [515, 17], [547, 18], [579, 19], [611, 20], [643, 21], [675, 22], [707, 23], [739, 24], [771, 25], [803, 26], [835, 27], [867, 28], [899, 29], [931, 30], [963, 31], [995, 32]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 2, 1, -1], [8, 2, 4, 1, 3], [9, 2, 4, 1, 5], [10, 1, 4, 1, 0], [18, 1, 2, 1, -1], [19, 1, 4, 1, 0], [21, 2, 4, 1, 5], [22, 1, 2, 1, -1], [23, 1, 4, 1, 0], [25, 2, 4, 1, 3], [26, 1, 4, 1, 0], [33, 2, 4, 1, 1], [34, 1, 4, 1, 0], [41, 1, 2, 1, -1], [42, 1, 4, 1, 0], [48, 1, 2, 1, 0], [49, 1, 4, 1, 0], [52, 1, 2, 1, -1], [53, 1, 4, 1, 0], [65, 2, 8, 5, 3], [66, 2, 8, 5, 5], [67, 1, 8, 5, 0], [75, 1, 4, 1, 0], [76, 1, 8, 5, 0], [78, 2, 8, 5, 5], [79, 1, 4, 1, 0], [80, 1, 8, 5, 0], [82, 2, 8, 5, 3], [83, 1, 8, 5, 0], [90, 2, 8, 5, 1], [91, 1, 8, 5, 0], [98, 1, 4, 1, 0], [99, 1, 8, 5, 0], [105, 1, 4, 1, 1], [106, 1, 8, 5, 0], [109, 1, 4, 1, 0], [110, 1, 8, 5, 0], [302, 2, 16, 13, 3], [303, 2, 16, 13, 5], [304, 1, 16, 13, 0], [312, 1, 8, 5, 0], [313, 1, 16, 13, 0], [315, 2, 16, 13, 5], [316, 1, 8, 5, 0], [317, 1, 16, 13, 0], [319, 2, 16, 13, 3], [320, 1, 16, 13, 0], [327, 2, 16, 13, 1], [328, 1, 16, 13, 0], [335, 1, 8, 5, 0], [336, 1, 16, 13, 0], [342, 1, 8, 5, 1], [343, 1, 16, 13, 0], [346, 1, 8, 5, 0], [347, 1, 16, 13, 0], [539, 2, 32, 29, 3], [540, 2, 32, 29, 5], [541, 1, 32, 29, 0], [549, 1, 16, 13, 0], [550, 1, 32, 29, 0], [552, 2, 32, 29, 5], [553, 1, 16, 13, 0], [554, 1, 32, 29, 0], [556, 2, 32, 29, 3], [557, 1, 32, 29, 0], [564, 2, 32, 29, 1], [565, 1, 32, 29, 0], [572, 1, 16, 13, 0], [573, 1, 32, 29, 0], [579, 1, 16, 13, 1], [580, 1, 32, 29, 0], [583, 1, 16, 13, 0], [584, 1, 32, 29, 0]],
    layers: `input_layer InputLayer 150528 1
stem_conv1 Conv2D 394272 1 864
stem_bn1 BatchNormalization 394272 39 128 64
activation Activation 394272 1
reduction_conv_1_stem_1 Conv2D 135531 1 352
reduction_bn_1_stem_1 BatchNormalization 135531 28 44 22
activation_1 Activation 135531 2
activation_3 Activation 394272 2
separable_conv_1_pad_reduction_left1_stem_1 ZeroPadding2D 145475 2
separable_conv_1_pad_reduction_right1_stem_1 ZeroPadding2D 438048 2
separable_conv_1_reduction_left1_stem_1 SeparableConv2D 34496 2 396
separable_conv_1_reduction_right1_stem_1 SeparableConv2D 34496 2 1920
separable_conv_1_bn_reduction_left1_stem_1 BatchNormalization 34496 2 44 22
separable_conv_1_bn_reduction_right1_stem_1 BatchNormalization 34496 2 44 22
activation_2 Activation 34496 2
activation_4 Activation 34496 2
separable_conv_2_reduction_left1_stem_1 SeparableConv2D 34496 3 396
separable_conv_2_reduction_right1_stem_1 SeparableConv2D 34496 3 660
activation_5 Activation 394272 3
separable_conv_2_bn_reduction_left1_stem_1 BatchNormalization 34496 4 44 22
separable_conv_2_bn_reduction_right1_stem_1 BatchNormalization 34496 3 44 22
separable_conv_1_pad_reduction_right2_stem_1 ZeroPadding2D 438048 3
activation_7 Activation 394272 3
reduction_add_1_stem_1 Add 34496 22
separable_conv_1_reduction_right2_stem_1 SeparableConv2D 34496 3 1920
separable_conv_1_pad_reduction_right3_stem_1 ZeroPadding2D 423200 3
activation_9 Activation 34496 3
separable_conv_1_bn_reduction_right2_stem_1 BatchNormalization 34496 3 44 22
separable_conv_1_reduction_right3_stem_1 SeparableConv2D 34496 3 1152
separable_conv_1_reduction_left4_stem_1 SeparableConv2D 34496 3 220
activation_6 Activation 34496 4
separable_conv_1_bn_reduction_right3_stem_1 BatchNormalization 34496 4 44 22
separable_conv_1_bn_reduction_left4_stem_1 BatchNormalization 34496 4 44 22
reduction_pad_1_stem_1 ZeroPadding2D 140459 14
separable_conv_2_reduction_right2_stem_1 SeparableConv2D 34496 4 660
activation_8 Activation 34496 4
activation_10 Activation 34496 4
reduction_left2_stem_1 MaxPooling2D 34496 5
separable_conv_2_bn_reduction_right2_stem_1 BatchNormalization 34496 4 44 22
separable_conv_2_reduction_right3_stem_1 SeparableConv2D 34496 5 396
separable_conv_2_reduction_left4_stem_1 SeparableConv2D 34496 6 220
adjust_relu_1_stem_2 Activation 394272 13
reduction_add_2_stem_1 Add 34496 11
reduction_left3_stem_1 AveragePooling2D 34496 6
separable_conv_2_bn_reduction_right3_stem_1 BatchNormalization 34496 5 44 22
reduction_left4_stem_1 AveragePooling2D 34496 5
separable_conv_2_bn_reduction_left4_stem_1 BatchNormalization 34496 5 44 22
reduction_right5_stem_1 MaxPooling2D 34496 4
zero_padding2d ZeroPadding2D 401408 4
reduction_add3_stem_1 Add 34496 4
add Add 34496 3
reduction_add4_stem_1 Add 34496 2
cropping2d Cropping2D 394272 3
reduction_concat_stem_1 Concatenate 137984 45
adjust_avg_pool_1_stem_2 AveragePooling2D 100352 3
adjust_avg_pool_2_stem_2 AveragePooling2D 100352 3
activation_11 Activation 137984 3
adjust_conv_1_stem_2 Conv2D 34496 3 352
adjust_conv_2_stem_2 Conv2D 34496 2 352
reduction_conv_1_stem_2 Conv2D 68992 2 968
concatenate Concatenate 68992 2
reduction_bn_1_stem_2 BatchNormalization 68992 29 88 44
adjust_bn_stem_2 BatchNormalization 68992 17 88 44
activation_12 Activation 68992 2
activation_14 Activation 68992 2
separable_conv_1_pad_reduction_left1_stem_2 ZeroPadding2D 76582 2
separable_conv_1_pad_reduction_right1_stem_2 ZeroPadding2D 81862 2
separable_conv_1_reduction_left1_stem_2 SeparableConv2D 17248 2 1034
separable_conv_1_reduction_right1_stem_2 SeparableConv2D 17248 2 1562
separable_conv_1_bn_reduction_left1_stem_2 BatchNormalization 17248 2 88 44
separable_conv_1_bn_reduction_right1_stem_2 BatchNormalization 17248 2 88 44
activation_13 Activation 17248 2
activation_15 Activation 17248 2
separable_conv_2_reduction_left1_stem_2 SeparableConv2D 17248 3 1034
separable_conv_2_reduction_right1_stem_2 SeparableConv2D 17248 3 1562
activation_16 Activation 68992 3
separable_conv_2_bn_reduction_left1_stem_2 BatchNormalization 17248 4 88 44
separable_conv_2_bn_reduction_right1_stem_2 BatchNormalization 17248 3 88 44
separable_conv_1_pad_reduction_right2_stem_2 ZeroPadding2D 81862 3
activation_18 Activation 68992 3
reduction_add_1_stem_2 Add 17248 22
separable_conv_1_reduction_right2_stem_2 SeparableConv2D 17248 3 1562
separable_conv_1_pad_reduction_right3_stem_2 ZeroPadding2D 76582 3
activation_20 Activation 17248 3
separable_conv_1_bn_reduction_right2_stem_2 BatchNormalization 17248 3 88 44
separable_conv_1_reduction_right3_stem_2 SeparableConv2D 17248 3 1034
separable_conv_1_reduction_left4_stem_2 SeparableConv2D 17248 3 682
activation_17 Activation 17248 4
separable_conv_1_bn_reduction_right3_stem_2 BatchNormalization 17248 4 88 44
separable_conv_1_bn_reduction_left4_stem_2 BatchNormalization 17248 4 88 44
reduction_pad_1_stem_2 ZeroPadding2D 71478 14
separable_conv_2_reduction_right2_stem_2 SeparableConv2D 17248 4 1562
activation_19 Activation 17248 4
activation_21 Activation 17248 4
reduction_left2_stem_2 MaxPooling2D 17248 5
separable_conv_2_bn_reduction_right2_stem_2 BatchNormalization 17248 4 88 44
separable_conv_2_reduction_right3_stem_2 SeparableConv2D 17248 5 1034
separable_conv_2_reduction_left4_stem_2 SeparableConv2D 17248 6 682
adjust_relu_1_0 Activation 137984 13
reduction_add_2_stem_2 Add 17248 11
reduction_left3_stem_2 AveragePooling2D 17248 6
separable_conv_2_bn_reduction_right3_stem_2 BatchNormalization 17248 5 88 44
reduction_left4_stem_2 AveragePooling2D 17248 5
separable_conv_2_bn_reduction_left4_stem_2 BatchNormalization 17248 5 88 44
reduction_right5_stem_2 MaxPooling2D 17248 4
zero_padding2d_1 ZeroPadding2D 142956 4
reduction_add3_stem_2 Add 17248 4
add_1 Add 17248 3
reduction_add4_stem_2 Add 17248 2
cropping2d_1 Cropping2D 137984 3
reduction_concat_stem_2 Concatenate 68992 49
adjust_avg_pool_1_0 AveragePooling2D 34496 2
adjust_avg_pool_2_0 AveragePooling2D 34496 2
adjust_conv_1_0 Conv2D 17248 3 968
adjust_conv_2_0 Conv2D 17248 2 968
activation_22 Activation 68992 2
concatenate_1 Concatenate 34496 2
normal_conv_1_0 Conv2D 34496 2 3872
adjust_bn_0 BatchNormalization 34496 40 176 88
normal_bn_1_0 BatchNormalization 34496 38 176 88
activation_23 Activation 34496 5
activation_25 Activation 34496 5
activation_27 Activation 34496 5
activation_29 Activation 34496 5
activation_31 Activation 34496 5
separable_conv_1_normal_left1_0 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right1_0 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left2_0 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right2_0 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left5_0 SeparableConv2D 34496 5 2332
separable_conv_1_bn_normal_left1_0 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right1_0 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left2_0 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right2_0 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left5_0 BatchNormalization 34496 5 176 88
activation_24 Activation 34496 5
activation_26 Activation 34496 5
activation_28 Activation 34496 5
activation_30 Activation 34496 5
activation_32 Activation 34496 5
separable_conv_2_normal_left1_0 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right1_0 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left2_0 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right2_0 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left5_0 SeparableConv2D 34496 8 2332
separable_conv_2_bn_normal_left1_0 BatchNormalization 34496 8 176 88
separable_conv_2_bn_normal_right1_0 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_left2_0 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_right2_0 BatchNormalization 34496 6 176 88
normal_left3_0 AveragePooling2D 34496 6
normal_left4_0 AveragePooling2D 34496 6
normal_right4_0 AveragePooling2D 34496 5
separable_conv_2_bn_normal_left5_0 BatchNormalization 34496 5 176 88
normal_add_1_0 Add 34496 5
normal_add_2_0 Add 34496 4
normal_add_3_0 Add 34496 3
normal_add_4_0 Add 34496 2
normal_add_5_0 Add 34496 1
normal_concat_0 Concatenate 206976 46
activation_33 Activation 68992 2
activation_34 Activation 206976 2
adjust_conv_projection_1 Conv2D 34496 2 3872
normal_conv_1_1 Conv2D 34496 2 11616
adjust_bn_1 BatchNormalization 34496 40 176 88
normal_bn_1_1 BatchNormalization 34496 38 176 88
activation_35 Activation 34496 5
activation_37 Activation 34496 5
activation_39 Activation 34496 5
activation_41 Activation 34496 5
activation_43 Activation 34496 5
separable_conv_1_normal_left1_1 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right1_1 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left2_1 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right2_1 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left5_1 SeparableConv2D 34496 5 2332
separable_conv_1_bn_normal_left1_1 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right1_1 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left2_1 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right2_1 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left5_1 BatchNormalization 34496 5 176 88
activation_36 Activation 34496 5
activation_38 Activation 34496 5
activation_40 Activation 34496 5
activation_42 Activation 34496 5
activation_44 Activation 34496 5
separable_conv_2_normal_left1_1 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right1_1 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left2_1 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right2_1 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left5_1 SeparableConv2D 34496 8 2332
separable_conv_2_bn_normal_left1_1 BatchNormalization 34496 8 176 88
separable_conv_2_bn_normal_right1_1 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_left2_1 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_right2_1 BatchNormalization 34496 6 176 88
normal_left3_1 AveragePooling2D 34496 6
normal_left4_1 AveragePooling2D 34496 6
normal_right4_1 AveragePooling2D 34496 5
separable_conv_2_bn_normal_left5_1 BatchNormalization 34496 5 176 88
normal_add_1_1 Add 34496 5
normal_add_2_1 Add 34496 4
normal_add_3_1 Add 34496 3
normal_add_4_1 Add 34496 2
normal_add_5_1 Add 34496 1
normal_concat_1 Concatenate 206976 46
activation_45 Activation 206976 2
activation_46 Activation 206976 2
adjust_conv_projection_2 Conv2D 34496 2 11616
normal_conv_1_2 Conv2D 34496 2 11616
adjust_bn_2 BatchNormalization 34496 40 176 88
normal_bn_1_2 BatchNormalization 34496 38 176 88
activation_47 Activation 34496 5
activation_49 Activation 34496 5
activation_51 Activation 34496 5
activation_53 Activation 34496 5
activation_55 Activation 34496 5
separable_conv_1_normal_left1_2 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right1_2 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left2_2 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right2_2 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left5_2 SeparableConv2D 34496 5 2332
separable_conv_1_bn_normal_left1_2 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right1_2 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left2_2 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right2_2 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left5_2 BatchNormalization 34496 5 176 88
activation_48 Activation 34496 5
activation_50 Activation 34496 5
activation_52 Activation 34496 5
activation_54 Activation 34496 5
activation_56 Activation 34496 5
separable_conv_2_normal_left1_2 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right1_2 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left2_2 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right2_2 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left5_2 SeparableConv2D 34496 8 2332
separable_conv_2_bn_normal_left1_2 BatchNormalization 34496 8 176 88
separable_conv_2_bn_normal_right1_2 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_left2_2 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_right2_2 BatchNormalization 34496 6 176 88
normal_left3_2 AveragePooling2D 34496 6
normal_left4_2 AveragePooling2D 34496 6
normal_right4_2 AveragePooling2D 34496 5
separable_conv_2_bn_normal_left5_2 BatchNormalization 34496 5 176 88
normal_add_1_2 Add 34496 5
normal_add_2_2 Add 34496 4
normal_add_3_2 Add 34496 3
normal_add_4_2 Add 34496 2
normal_add_5_2 Add 34496 1
normal_concat_2 Concatenate 206976 47
activation_57 Activation 206976 2
activation_58 Activation 206976 2
adjust_conv_projection_3 Conv2D 34496 2 11616
normal_conv_1_3 Conv2D 34496 2 11616
adjust_bn_3 BatchNormalization 34496 40 176 88
normal_bn_1_3 BatchNormalization 34496 38 176 88
activation_59 Activation 34496 5
activation_61 Activation 34496 5
activation_63 Activation 34496 5
activation_65 Activation 34496 5
activation_67 Activation 34496 5
separable_conv_1_normal_left1_3 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right1_3 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left2_3 SeparableConv2D 34496 5 3036
separable_conv_1_normal_right2_3 SeparableConv2D 34496 5 2332
separable_conv_1_normal_left5_3 SeparableConv2D 34496 5 2332
separable_conv_1_bn_normal_left1_3 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right1_3 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left2_3 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_right2_3 BatchNormalization 34496 5 176 88
separable_conv_1_bn_normal_left5_3 BatchNormalization 34496 5 176 88
activation_60 Activation 34496 5
activation_62 Activation 34496 5
activation_64 Activation 34496 5
activation_66 Activation 34496 5
activation_68 Activation 34496 5
separable_conv_2_normal_left1_3 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right1_3 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left2_3 SeparableConv2D 34496 5 3036
separable_conv_2_normal_right2_3 SeparableConv2D 34496 5 2332
separable_conv_2_normal_left5_3 SeparableConv2D 34496 8 2332
separable_conv_2_bn_normal_left1_3 BatchNormalization 34496 8 176 88
separable_conv_2_bn_normal_right1_3 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_left2_3 BatchNormalization 34496 7 176 88
separable_conv_2_bn_normal_right2_3 BatchNormalization 34496 6 176 88
normal_left3_3 AveragePooling2D 34496 6
normal_left4_3 AveragePooling2D 34496 6
normal_right4_3 AveragePooling2D 34496 5
separable_conv_2_bn_normal_left5_3 BatchNormalization 34496 5 176 88
normal_add_1_3 Add 34496 5
normal_add_2_3 Add 34496 4
normal_add_3_3 Add 34496 3
normal_add_4_3 Add 34496 2
normal_add_5_3 Add 34496 1
normal_concat_3 Concatenate 206976 42
activation_70 Activation 206976 2
activation_69 Activation 206976 2
reduction_conv_1_reduce_4 Conv2D 68992 2 23232
adjust_conv_projection_reduce_4 Conv2D 68992 2 23232
reduction_bn_1_reduce_4 BatchNormalization 68992 29 352 176
adjust_bn_reduce_4 BatchNormalization 68992 17 352 176
activation_71 Activation 68992 2
activation_73 Activation 68992 2
separable_conv_1_pad_reduction_left1_reduce_4 ZeroPadding2D 84568 2
separable_conv_1_pad_reduction_right1_reduce_4 ZeroPadding2D 95832 2
separable_conv_1_reduction_left1_reduce_4 SeparableConv2D 17248 2 9944
separable_conv_1_reduction_right1_reduce_4 SeparableConv2D 17248 2 12056
separable_conv_1_bn_reduction_left1_reduce_4 BatchNormalization 17248 2 352 176
separable_conv_1_bn_reduction_right1_reduce_4 BatchNormalization 17248 2 352 176
activation_72 Activation 17248 2
activation_74 Activation 17248 2
separable_conv_2_reduction_left1_reduce_4 SeparableConv2D 17248 3 9944
separable_conv_2_reduction_right1_reduce_4 SeparableConv2D 17248 3 12056
activation_75 Activation 68992 3
separable_conv_2_bn_reduction_left1_reduce_4 BatchNormalization 17248 4 352 176
separable_conv_2_bn_reduction_right1_reduce_4 BatchNormalization 17248 3 352 176
separable_conv_1_pad_reduction_right2_reduce_4 ZeroPadding2D 95832 3
activation_77 Activation 68992 3
reduction_add_1_reduce_4 Add 17248 22
separable_conv_1_reduction_right2_reduce_4 SeparableConv2D 17248 3 12056
separable_conv_1_pad_reduction_right3_reduce_4 ZeroPadding2D 84568 3
activation_79 Activation 17248 3
separable_conv_1_bn_reduction_right2_reduce_4 BatchNormalization 17248 3 352 176
separable_conv_1_reduction_right3_reduce_4 SeparableConv2D 17248 3 9944
separable_conv_1_reduction_left4_reduce_4 SeparableConv2D 17248 3 8536
activation_76 Activation 17248 4
separable_conv_1_bn_reduction_right3_reduce_4 BatchNormalization 17248 4 352 176
separable_conv_1_bn_reduction_left4_reduce_4 BatchNormalization 17248 4 352 176
reduction_pad_1_reduce_4 ZeroPadding2D 74008 14
separable_conv_2_reduction_right2_reduce_4 SeparableConv2D 17248 4 12056
activation_78 Activation 17248 4
activation_80 Activation 17248 4
reduction_left2_reduce_4 MaxPooling2D 17248 5
separable_conv_2_bn_reduction_right2_reduce_4 BatchNormalization 17248 4 352 176
separable_conv_2_reduction_right3_reduce_4 SeparableConv2D 17248 5 9944
separable_conv_2_reduction_left4_reduce_4 SeparableConv2D 17248 6 8536
adjust_relu_1_5 Activation 206976 13
reduction_add_2_reduce_4 Add 17248 11
reduction_left3_reduce_4 AveragePooling2D 17248 6
separable_conv_2_bn_reduction_right3_reduce_4 BatchNormalization 17248 5 352 176
reduction_left4_reduce_4 AveragePooling2D 17248 5
separable_conv_2_bn_reduction_left4_reduce_4 BatchNormalization 17248 5 352 176
reduction_right5_reduce_4 MaxPooling2D 17248 4
zero_padding2d_2 ZeroPadding2D 222024 4
reduction_add3_reduce_4 Add 17248 4
add_2 Add 17248 3
reduction_add4_reduce_4 Add 17248 2
cropping2d_2 Cropping2D 206976 3
reduction_concat_reduce_4 Concatenate 68992 49
adjust_avg_pool_1_5 AveragePooling2D 51744 2
adjust_avg_pool_2_5 AveragePooling2D 51744 2
adjust_conv_1_5 Conv2D 8624 3 11616
adjust_conv_2_5 Conv2D 8624 2 11616
activation_81 Activation 68992 2
concatenate_2 Concatenate 17248 2
normal_conv_1_5 Conv2D 17248 2 30976
adjust_bn_5 BatchNormalization 17248 40 352 176
normal_bn_1_5 BatchNormalization 17248 38 352 176
activation_82 Activation 17248 5
activation_84 Activation 17248 5
activation_86 Activation 17248 5
activation_88 Activation 17248 5
activation_90 Activation 17248 5
separable_conv_1_normal_left1_5 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right1_5 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left2_5 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right2_5 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left5_5 SeparableConv2D 17248 5 8536
separable_conv_1_bn_normal_left1_5 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right1_5 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left2_5 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right2_5 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left5_5 BatchNormalization 17248 5 352 176
activation_83 Activation 17248 5
activation_85 Activation 17248 5
activation_87 Activation 17248 5
activation_89 Activation 17248 5
activation_91 Activation 17248 5
separable_conv_2_normal_left1_5 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right1_5 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left2_5 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right2_5 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left5_5 SeparableConv2D 17248 8 8536
separable_conv_2_bn_normal_left1_5 BatchNormalization 17248 8 352 176
separable_conv_2_bn_normal_right1_5 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_left2_5 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_right2_5 BatchNormalization 17248 6 352 176
normal_left3_5 AveragePooling2D 17248 6
normal_left4_5 AveragePooling2D 17248 6
normal_right4_5 AveragePooling2D 17248 5
separable_conv_2_bn_normal_left5_5 BatchNormalization 17248 5 352 176
normal_add_1_5 Add 17248 5
normal_add_2_5 Add 17248 4
normal_add_3_5 Add 17248 3
normal_add_4_5 Add 17248 2
normal_add_5_5 Add 17248 1
normal_concat_5 Concatenate 103488 46
activation_92 Activation 68992 2
activation_93 Activation 103488 2
adjust_conv_projection_6 Conv2D 17248 2 30976
normal_conv_1_6 Conv2D 17248 2 46464
adjust_bn_6 BatchNormalization 17248 40 352 176
normal_bn_1_6 BatchNormalization 17248 38 352 176
activation_94 Activation 17248 5
activation_96 Activation 17248 5
activation_98 Activation 17248 5
activation_100 Activation 17248 5
activation_102 Activation 17248 5
separable_conv_1_normal_left1_6 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right1_6 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left2_6 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right2_6 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left5_6 SeparableConv2D 17248 5 8536
separable_conv_1_bn_normal_left1_6 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right1_6 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left2_6 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right2_6 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left5_6 BatchNormalization 17248 5 352 176
activation_95 Activation 17248 5
activation_97 Activation 17248 5
activation_99 Activation 17248 5
activation_101 Activation 17248 5
activation_103 Activation 17248 5
separable_conv_2_normal_left1_6 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right1_6 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left2_6 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right2_6 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left5_6 SeparableConv2D 17248 8 8536
separable_conv_2_bn_normal_left1_6 BatchNormalization 17248 8 352 176
separable_conv_2_bn_normal_right1_6 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_left2_6 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_right2_6 BatchNormalization 17248 6 352 176
normal_left3_6 AveragePooling2D 17248 6
normal_left4_6 AveragePooling2D 17248 6
normal_right4_6 AveragePooling2D 17248 5
separable_conv_2_bn_normal_left5_6 BatchNormalization 17248 5 352 176
normal_add_1_6 Add 17248 5
normal_add_2_6 Add 17248 4
normal_add_3_6 Add 17248 3
normal_add_4_6 Add 17248 2
normal_add_5_6 Add 17248 1
normal_concat_6 Concatenate 103488 46
activation_104 Activation 103488 2
activation_105 Activation 103488 2
adjust_conv_projection_7 Conv2D 17248 2 46464
normal_conv_1_7 Conv2D 17248 2 46464
adjust_bn_7 BatchNormalization 17248 40 352 176
normal_bn_1_7 BatchNormalization 17248 38 352 176
activation_106 Activation 17248 5
activation_108 Activation 17248 5
activation_110 Activation 17248 5
activation_112 Activation 17248 5
activation_114 Activation 17248 5
separable_conv_1_normal_left1_7 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right1_7 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left2_7 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right2_7 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left5_7 SeparableConv2D 17248 5 8536
separable_conv_1_bn_normal_left1_7 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right1_7 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left2_7 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right2_7 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left5_7 BatchNormalization 17248 5 352 176
activation_107 Activation 17248 5
activation_109 Activation 17248 5
activation_111 Activation 17248 5
activation_113 Activation 17248 5
activation_115 Activation 17248 5
separable_conv_2_normal_left1_7 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right1_7 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left2_7 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right2_7 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left5_7 SeparableConv2D 17248 8 8536
separable_conv_2_bn_normal_left1_7 BatchNormalization 17248 8 352 176
separable_conv_2_bn_normal_right1_7 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_left2_7 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_right2_7 BatchNormalization 17248 6 352 176
normal_left3_7 AveragePooling2D 17248 6
normal_left4_7 AveragePooling2D 17248 6
normal_right4_7 AveragePooling2D 17248 5
separable_conv_2_bn_normal_left5_7 BatchNormalization 17248 5 352 176
normal_add_1_7 Add 17248 5
normal_add_2_7 Add 17248 4
normal_add_3_7 Add 17248 3
normal_add_4_7 Add 17248 2
normal_add_5_7 Add 17248 1
normal_concat_7 Concatenate 103488 47
activation_116 Activation 103488 2
activation_117 Activation 103488 2
adjust_conv_projection_8 Conv2D 17248 2 46464
normal_conv_1_8 Conv2D 17248 2 46464
adjust_bn_8 BatchNormalization 17248 40 352 176
normal_bn_1_8 BatchNormalization 17248 38 352 176
activation_118 Activation 17248 5
activation_120 Activation 17248 5
activation_122 Activation 17248 5
activation_124 Activation 17248 5
activation_126 Activation 17248 5
separable_conv_1_normal_left1_8 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right1_8 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left2_8 SeparableConv2D 17248 5 9944
separable_conv_1_normal_right2_8 SeparableConv2D 17248 5 8536
separable_conv_1_normal_left5_8 SeparableConv2D 17248 5 8536
separable_conv_1_bn_normal_left1_8 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right1_8 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left2_8 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_right2_8 BatchNormalization 17248 5 352 176
separable_conv_1_bn_normal_left5_8 BatchNormalization 17248 5 352 176
activation_119 Activation 17248 5
activation_121 Activation 17248 5
activation_123 Activation 17248 5
activation_125 Activation 17248 5
activation_127 Activation 17248 5
separable_conv_2_normal_left1_8 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right1_8 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left2_8 SeparableConv2D 17248 5 9944
separable_conv_2_normal_right2_8 SeparableConv2D 17248 5 8536
separable_conv_2_normal_left5_8 SeparableConv2D 17248 8 8536
separable_conv_2_bn_normal_left1_8 BatchNormalization 17248 8 352 176
separable_conv_2_bn_normal_right1_8 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_left2_8 BatchNormalization 17248 7 352 176
separable_conv_2_bn_normal_right2_8 BatchNormalization 17248 6 352 176
normal_left3_8 AveragePooling2D 17248 6
normal_left4_8 AveragePooling2D 17248 6
normal_right4_8 AveragePooling2D 17248 5
separable_conv_2_bn_normal_left5_8 BatchNormalization 17248 5 352 176
normal_add_1_8 Add 17248 5
normal_add_2_8 Add 17248 4
normal_add_3_8 Add 17248 3
normal_add_4_8 Add 17248 2
normal_add_5_8 Add 17248 1
normal_concat_8 Concatenate 103488 42
activation_129 Activation 103488 2
activation_128 Activation 103488 2
reduction_conv_1_reduce_8 Conv2D 34496 2 92928
adjust_conv_projection_reduce_8 Conv2D 34496 2 92928
reduction_bn_1_reduce_8 BatchNormalization 34496 29 704 352
adjust_bn_reduce_8 BatchNormalization 34496 17 704 352
activation_130 Activation 34496 2
activation_132 Activation 34496 2
separable_conv_1_pad_reduction_left1_reduce_8 ZeroPadding2D 50864 2
separable_conv_1_pad_reduction_right1_reduce_8 ZeroPadding2D 63536 2
separable_conv_1_reduction_left1_reduce_8 SeparableConv2D 8624 2 35376
separable_conv_1_reduction_right1_reduce_8 SeparableConv2D 8624 2 39600
separable_conv_1_bn_reduction_left1_reduce_8 BatchNormalization 8624 2 704 352
separable_conv_1_bn_reduction_right1_reduce_8 BatchNormalization 8624 2 704 352
activation_131 Activation 8624 2
activation_133 Activation 8624 2
separable_conv_2_reduction_left1_reduce_8 SeparableConv2D 8624 3 35376
separable_conv_2_reduction_right1_reduce_8 SeparableConv2D 8624 3 39600
activation_134 Activation 34496 3
separable_conv_2_bn_reduction_left1_reduce_8 BatchNormalization 8624 4 704 352
separable_conv_2_bn_reduction_right1_reduce_8 BatchNormalization 8624 3 704 352
separable_conv_1_pad_reduction_right2_reduce_8 ZeroPadding2D 63536 3
activation_136 Activation 34496 3
reduction_add_1_reduce_8 Add 8624 22
separable_conv_1_reduction_right2_reduce_8 SeparableConv2D 8624 3 39600
separable_conv_1_pad_reduction_right3_reduce_8 ZeroPadding2D 50864 3
activation_138 Activation 8624 3
separable_conv_1_bn_reduction_right2_reduce_8 BatchNormalization 8624 3 704 352
separable_conv_1_reduction_right3_reduce_8 SeparableConv2D 8624 3 35376
separable_conv_1_reduction_left4_reduce_8 SeparableConv2D 8624 3 32560
activation_135 Activation 8624 4
separable_conv_1_bn_reduction_right3_reduce_8 BatchNormalization 8624 4 704 352
separable_conv_1_bn_reduction_left4_reduce_8 BatchNormalization 8624 4 704 352
reduction_pad_1_reduce_8 ZeroPadding2D 39600 14
separable_conv_2_reduction_right2_reduce_8 SeparableConv2D 8624 4 39600
activation_137 Activation 8624 4
activation_139 Activation 8624 4
reduction_left2_reduce_8 MaxPooling2D 8624 5
separable_conv_2_bn_reduction_right2_reduce_8 BatchNormalization 8624 4 704 352
separable_conv_2_reduction_right3_reduce_8 SeparableConv2D 8624 5 35376
separable_conv_2_reduction_left4_reduce_8 SeparableConv2D 8624 6 32560
adjust_relu_1_9 Activation 103488 13
reduction_add_2_reduce_8 Add 8624 11
reduction_left3_reduce_8 AveragePooling2D 8624 6
separable_conv_2_bn_reduction_right3_reduce_8 BatchNormalization 8624 5 704 352
reduction_left4_reduce_8 AveragePooling2D 8624 5
separable_conv_2_bn_reduction_left4_reduce_8 BatchNormalization 8624 5 704 352
reduction_right5_reduce_8 MaxPooling2D 8624 4
zero_padding2d_3 ZeroPadding2D 118800 4
reduction_add3_reduce_8 Add 8624 4
add_3 Add 8624 3
reduction_add4_reduce_8 Add 8624 2
cropping2d_3 Cropping2D 103488 3
reduction_concat_reduce_8 Concatenate 34496 49
adjust_avg_pool_1_9 AveragePooling2D 25872 2
adjust_avg_pool_2_9 AveragePooling2D 25872 2
adjust_conv_1_9 Conv2D 4312 3 46464
adjust_conv_2_9 Conv2D 4312 2 46464
activation_140 Activation 34496 2
concatenate_3 Concatenate 8624 2
normal_conv_1_9 Conv2D 8624 2 123904
adjust_bn_9 BatchNormalization 8624 40 704 352
normal_bn_1_9 BatchNormalization 8624 38 704 352
activation_141 Activation 8624 5
activation_143 Activation 8624 5
activation_145 Activation 8624 5
activation_147 Activation 8624 5
activation_149 Activation 8624 5
separable_conv_1_normal_left1_9 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right1_9 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left2_9 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right2_9 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left5_9 SeparableConv2D 8624 5 32560
separable_conv_1_bn_normal_left1_9 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right1_9 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left2_9 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right2_9 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left5_9 BatchNormalization 8624 5 704 352
activation_142 Activation 8624 5
activation_144 Activation 8624 5
activation_146 Activation 8624 5
activation_148 Activation 8624 5
activation_150 Activation 8624 5
separable_conv_2_normal_left1_9 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right1_9 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left2_9 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right2_9 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left5_9 SeparableConv2D 8624 8 32560
separable_conv_2_bn_normal_left1_9 BatchNormalization 8624 8 704 352
separable_conv_2_bn_normal_right1_9 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_left2_9 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_right2_9 BatchNormalization 8624 6 704 352
normal_left3_9 AveragePooling2D 8624 6
normal_left4_9 AveragePooling2D 8624 6
normal_right4_9 AveragePooling2D 8624 5
separable_conv_2_bn_normal_left5_9 BatchNormalization 8624 5 704 352
normal_add_1_9 Add 8624 5
normal_add_2_9 Add 8624 4
normal_add_3_9 Add 8624 3
normal_add_4_9 Add 8624 2
normal_add_5_9 Add 8624 1
normal_concat_9 Concatenate 51744 46
activation_151 Activation 34496 2
activation_152 Activation 51744 2
adjust_conv_projection_10 Conv2D 8624 2 123904
normal_conv_1_10 Conv2D 8624 2 185856
adjust_bn_10 BatchNormalization 8624 40 704 352
normal_bn_1_10 BatchNormalization 8624 38 704 352
activation_153 Activation 8624 5
activation_155 Activation 8624 5
activation_157 Activation 8624 5
activation_159 Activation 8624 5
activation_161 Activation 8624 5
separable_conv_1_normal_left1_10 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right1_10 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left2_10 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right2_10 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left5_10 SeparableConv2D 8624 5 32560
separable_conv_1_bn_normal_left1_10 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right1_10 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left2_10 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right2_10 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left5_10 BatchNormalization 8624 5 704 352
activation_154 Activation 8624 5
activation_156 Activation 8624 5
activation_158 Activation 8624 5
activation_160 Activation 8624 5
activation_162 Activation 8624 5
separable_conv_2_normal_left1_10 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right1_10 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left2_10 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right2_10 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left5_10 SeparableConv2D 8624 8 32560
separable_conv_2_bn_normal_left1_10 BatchNormalization 8624 8 704 352
separable_conv_2_bn_normal_right1_10 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_left2_10 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_right2_10 BatchNormalization 8624 6 704 352
normal_left3_10 AveragePooling2D 8624 6
normal_left4_10 AveragePooling2D 8624 6
normal_right4_10 AveragePooling2D 8624 5
separable_conv_2_bn_normal_left5_10 BatchNormalization 8624 5 704 352
normal_add_1_10 Add 8624 5
normal_add_2_10 Add 8624 4
normal_add_3_10 Add 8624 3
normal_add_4_10 Add 8624 2
normal_add_5_10 Add 8624 1
normal_concat_10 Concatenate 51744 46
activation_163 Activation 51744 2
activation_164 Activation 51744 2
adjust_conv_projection_11 Conv2D 8624 2 185856
normal_conv_1_11 Conv2D 8624 2 185856
adjust_bn_11 BatchNormalization 8624 40 704 352
normal_bn_1_11 BatchNormalization 8624 38 704 352
activation_165 Activation 8624 5
activation_167 Activation 8624 5
activation_169 Activation 8624 5
activation_171 Activation 8624 5
activation_173 Activation 8624 5
separable_conv_1_normal_left1_11 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right1_11 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left2_11 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right2_11 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left5_11 SeparableConv2D 8624 5 32560
separable_conv_1_bn_normal_left1_11 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right1_11 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left2_11 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right2_11 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left5_11 BatchNormalization 8624 5 704 352
activation_166 Activation 8624 5
activation_168 Activation 8624 5
activation_170 Activation 8624 5
activation_172 Activation 8624 5
activation_174 Activation 8624 5
separable_conv_2_normal_left1_11 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right1_11 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left2_11 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right2_11 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left5_11 SeparableConv2D 8624 8 32560
separable_conv_2_bn_normal_left1_11 BatchNormalization 8624 8 704 352
separable_conv_2_bn_normal_right1_11 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_left2_11 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_right2_11 BatchNormalization 8624 6 704 352
normal_left3_11 AveragePooling2D 8624 6
normal_left4_11 AveragePooling2D 8624 6
normal_right4_11 AveragePooling2D 8624 5
separable_conv_2_bn_normal_left5_11 BatchNormalization 8624 5 704 352
normal_add_1_11 Add 8624 5
normal_add_2_11 Add 8624 4
normal_add_3_11 Add 8624 3
normal_add_4_11 Add 8624 2
normal_add_5_11 Add 8624 1
normal_concat_11 Concatenate 51744 2
activation_175 Activation 51744 2
activation_176 Activation 51744 2
adjust_conv_projection_12 Conv2D 8624 2 185856
normal_conv_1_12 Conv2D 8624 2 185856
adjust_bn_12 BatchNormalization 8624 40 704 352
normal_bn_1_12 BatchNormalization 8624 38 704 352
activation_177 Activation 8624 5
activation_179 Activation 8624 5
activation_181 Activation 8624 5
activation_183 Activation 8624 5
activation_185 Activation 8624 5
separable_conv_1_normal_left1_12 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right1_12 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left2_12 SeparableConv2D 8624 5 35376
separable_conv_1_normal_right2_12 SeparableConv2D 8624 5 32560
separable_conv_1_normal_left5_12 SeparableConv2D 8624 5 32560
separable_conv_1_bn_normal_left1_12 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right1_12 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left2_12 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_right2_12 BatchNormalization 8624 5 704 352
separable_conv_1_bn_normal_left5_12 BatchNormalization 8624 5 704 352
activation_178 Activation 8624 5
activation_180 Activation 8624 5
activation_182 Activation 8624 5
activation_184 Activation 8624 5
activation_186 Activation 8624 5
separable_conv_2_normal_left1_12 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right1_12 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left2_12 SeparableConv2D 8624 5 35376
separable_conv_2_normal_right2_12 SeparableConv2D 8624 5 32560
separable_conv_2_normal_left5_12 SeparableConv2D 8624 8 32560
separable_conv_2_bn_normal_left1_12 BatchNormalization 8624 8 704 352
separable_conv_2_bn_normal_right1_12 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_left2_12 BatchNormalization 8624 7 704 352
separable_conv_2_bn_normal_right2_12 BatchNormalization 8624 6 704 352
normal_left3_12 AveragePooling2D 8624 6
normal_left4_12 AveragePooling2D 8624 6
normal_right4_12 AveragePooling2D 8624 5
separable_conv_2_bn_normal_left5_12 BatchNormalization 8624 5 704 352
normal_add_1_12 Add 8624 5
normal_add_2_12 Add 8624 4
normal_add_3_12 Add 8624 3
normal_add_4_12 Add 8624 2
normal_add_5_12 Add 8624 1
normal_concat_12 Concatenate 51744 1
activation_187 Activation 51744 1`,
  },
  CNN: {
    channels: 128,
    sides: [[46, 1], [62, 2], [78, 3], [94, 4], [110, 5], [126, 6], [142, 7], [158, 8], [174, 9], [190, 10], [206, 11], [222, 12], [238, 13], [254, 14], [270, 15], [286, 16], [302, 17], [318, 18], [334, 19], [350, 20], [366, 21], [382, 22], [398, 23], [414, 24], [430, 25], [446, 26], [462, 27], [478, 28], [494, 29], [510, 30], [526, 31], [542, 32], [558, 33], [574, 34], [590, 35], [606, 36], [622, 37], [638, 38], [654, 39], [670, 40], [686, 41], [702, 42], [718, 43], [734, 44], [750, 45], [766, 46], [782, 47], [798, 48], [814, 49], [830, 50], [846, 51], [862, 52], [878, 53], [894, 54], [910, 55], [926, 56], [942, 57], [958, 58], [974, 59], [990, 60], [1006, 61], [1022, 62]],
    layerSides: [[0, 1, 1, 0, 0], [1, 1, 1, 0, -2], [2, 1, 2, 0, -1], [3, 1, 2, 0, -3], [4, 1, 4, 2, -2], [5, 1, 4, 2, -4], [6, 1, 8, 2, -2], [7, 1, 8, 2, -4], [8, 1, 16, 2, -2]],
    layers: `input_layer InputLayer 67500 1
conv2d Conv2D 700928 1 896
max_pooling2d MaxPooling2D 175232 1
conv2d_1 Conv2D 331776 1 18496
max_pooling2d_1 MaxPooling2D 82944 1
conv2d_2 Conv2D 147968 1 73856
max_pooling2d_2 MaxPooling2D 36992 1
conv2d_3 Conv2D 28800 1 147584
max_pooling2d_3 MaxPooling2D 6272 1`,
  },
};
