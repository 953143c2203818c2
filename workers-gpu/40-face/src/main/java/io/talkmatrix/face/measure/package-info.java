/** Looks at what was rendered: contact sheets for people, lip-sync figures for tests and benchmarks. */
package io.talkmatrix.face.measure;
