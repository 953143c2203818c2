/**
 * The model catalogue and its cache: what models there are, where they come from, pulling, verifying, importing. To add
 * a model, add an entry to {@code catalogue.json}; to make a checkpoint loadable, write a
 * {@link io.talkmatrix.inference.models.ModelImporter} and name it there and in {@code META-INF/services}.
 */
package io.talkmatrix.inference.models;
