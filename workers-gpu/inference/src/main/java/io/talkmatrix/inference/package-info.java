/**
 * Sole owner of native inference sessions, devices and their threads, and of the model catalogue. Engines load a model
 * here and run it with {@link io.talkmatrix.inference.Tensor}s; they never see ONNX Runtime itself. Must not see Kafka.
 */
package io.talkmatrix.inference;
