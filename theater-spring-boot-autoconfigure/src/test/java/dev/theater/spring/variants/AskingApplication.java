package dev.theater.spring.variants;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks actors for whoever asks it, on either web stack. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class AskingApplication {

	private final ActorDirectory directory;

	private final ActorMessaging messaging;

	AskingApplication(ActorDirectory directory, ActorMessaging messaging) {
		this.directory = directory;
		this.messaging = messaging;
	}

	@GetMapping("/ask")
	CompletableFuture<String> ask(@RequestParam String path, @RequestParam String message) {
		return this.messaging
			.request(this.directory.find(path).orElseThrow().id(), message.getBytes(StandardCharsets.UTF_8))
			.thenApply((answer) -> new String(answer, StandardCharsets.UTF_8));
	}

}
