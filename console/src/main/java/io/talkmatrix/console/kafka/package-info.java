/** The backend over Kafka: follows the topics outside any consumer group, from an hour ago on, and writes commands. */
package io.talkmatrix.console.kafka;
