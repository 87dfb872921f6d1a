package dev.theater.spring.endpoint;

/**
 * What was stopped.
 *
 * @param stopped the actor's id
 */
public record StoppedDescriptor(String stopped) {
}
