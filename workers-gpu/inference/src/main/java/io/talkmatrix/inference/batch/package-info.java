/**
 * Requests of several rooms in one model run. A model gains from it or does not (docs/benchmarks.md): its engine decides,
 * this package only brings requests together, in a fair order and without ever waiting long.
 */
package io.talkmatrix.inference.batch;
