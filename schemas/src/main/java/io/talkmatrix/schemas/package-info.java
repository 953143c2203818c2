/**
 * What travels on the topics and how: the Avro schemas ({@code src/main/avro}), the catalogue of topics, the only
 * mapping between stage records and Avro, the Confluent wire format with its registry client, and the Kafka headers
 * that carry transport facts. Read by the runtime, topologies, registry, standalone and tools; a stage never sees it.
 */
package io.talkmatrix.schemas;
