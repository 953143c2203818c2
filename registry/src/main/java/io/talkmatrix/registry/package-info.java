/**
 * A schema registry for one machine that speaks the part of the Confluent REST API its own client uses, with its state
 * in the compacted topic {@code _schemas}, in Confluent's own record format. In production {@code schema.registry.url}
 * names a real one and this module is not used.
 */
package io.talkmatrix.registry;
