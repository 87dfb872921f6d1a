package dev.theater.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.supervisor.SupervisorService;

/**
 * Actors over HTTP. An actor's address is its path or its id: {@code /actors/desk/flaky}.
 */
@RestController
@RequestMapping("/actors")
class ActorController {

	/**
	 * Bytes read of a body: one more than the runtime lets through by default, so that it
	 * refuses longer ones.
	 */
	private static final int READ_AT_MOST = (16 << 20) + 1;

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final SupervisorService supervisor;

	private final ActorDirectory directory;

	private final ActorMessaging messaging;

	private final ActorAddresses addresses;

	ActorController(SupervisorService supervisor, ActorDirectory directory, ActorMessaging messaging,
			ActorAddresses addresses) {
		this.supervisor = supervisor;
		this.directory = directory;
		this.messaging = messaging;
		this.addresses = addresses;
	}

	@GetMapping
	List<ActorView> list() {
		return this.directory.tree().roots().stream().map(ActorView::of).toList();
	}

	@PostMapping
	ResponseEntity<ActorView> spawn(@RequestBody SpawnRequest request) {
		ActorId id = this.supervisor.spawn(request.spec());
		URI address = ServletUriComponentsBuilder.fromCurrentRequest().path("/{id}").build(id);
		return ResponseEntity.created(address).body(inspect(id.toString()));
	}

	@GetMapping("/{*address}")
	ActorView inspect(@PathVariable String address) {
		var node = this.addresses.find(address);
		return ActorView.of(node, this.directory.state(node.id()));
	}

	/**
	 * Sends to an actor or asks it. An address has any number of parts, and a pattern can
	 * have nothing behind such a variable, so what is to be done is its last part. The
	 * body is read as it comes, since {@code curl -d} calls every text a form.
	 */
	@PostMapping("/{*address}")
	CompletableFuture<ResponseEntity<byte[]>> post(@PathVariable String address, InputStream body) throws IOException {
		int end = address.lastIndexOf('/');
		String actor = address.substring(0, end);
		String verb = address.substring(end + 1);
		return switch (verb) {
			case "messages" -> send(id(actor), body.readNBytes(READ_AT_MOST));
			case "crash" -> send(id(actor), "crash".getBytes(StandardCharsets.UTF_8));
			case "requests" -> request(id(actor), body.readNBytes(READ_AT_MOST));
			default -> throw new UnknownAddressException("There is nothing to POST to at '" + address.substring(1)
					+ "'; an actor has /messages, /requests and /crash, such as /actors/desk/flaky/messages.");
		};
	}

	@DeleteMapping("/{*address}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop(@PathVariable String address) {
		this.directory.stop(this.addresses.find(address).id());
	}

	private ActorId id(String address) {
		return this.addresses.find(address).id();
	}

	private CompletableFuture<ResponseEntity<byte[]>> send(ActorId actor, byte[] message) {
		this.messaging.send(actor, message);
		return CompletableFuture.completedFuture(ResponseEntity.accepted().build());
	}

	/**
	 * The answer goes out as it is: it need not be the text that most of these actors
	 * speak.
	 */
	private CompletableFuture<ResponseEntity<byte[]>> request(ActorId actor, byte[] message) {
		return this.messaging.request(actor, message)
			.thenApply((answer) -> ResponseEntity.ok().contentType(TEXT).body(answer));
	}

}
