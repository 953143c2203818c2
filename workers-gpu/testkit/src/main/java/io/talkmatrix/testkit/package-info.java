/**
 * For tests: a real Kafka with registry and topics in the process ({@link io.talkmatrix.testkit.KafkaFixture}), stages
 * made of a script ({@link io.talkmatrix.testkit.ScriptedStage}), and the promises of delivery as types that any stage
 * can be held to ({@link io.talkmatrix.testkit.DeliveryTrial}). Nothing of it goes into the product.
 */
package io.talkmatrix.testkit;
