/** Importer of TensorFlow.js graph models (json and bin) to ONNX. */
package io.talkmatrix.inference.tfjs;
