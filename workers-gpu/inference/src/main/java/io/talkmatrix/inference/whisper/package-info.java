/**
 * Turns a Whisper checkpoint of CTranslate2 (faster-whisper) into two ONNX graphs: an encoder that also projects its
 * output to every decoder layer's keys and values, and a decoder with a key-value cache that handles the prompt and
 * single steps alike. Used by the model catalogue; the recogniser that runs the graphs lives in the ASR stage.
 */
package io.talkmatrix.inference.whisper;
