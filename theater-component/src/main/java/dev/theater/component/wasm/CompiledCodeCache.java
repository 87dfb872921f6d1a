package dev.theater.component.wasm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * Compiled modules in files. The engine keys its entries by the module alone and defines
 * what it reads as classes unchecked; here the engine's version, the Java version and
 * this class's revision are part of the path, a digest is kept with the content so that a
 * damaged file is compiled anew, and a directory that others can write to is refused.
 */
final class CompiledCodeCache implements Cache {

	private static final String REVISION = "1";

	private static final int DIGEST_BYTES = 32;

	private final Path directory;

	CompiledCodeCache(Path root) {
		String engine = String.valueOf(WasmModule.class.getPackage().getImplementationVersion());
		this.directory = root.resolve("chicory-" + engine + "-java-" + Runtime.version().feature() + "-" + REVISION);
		try {
			Files.createDirectories(this.directory);
			refuseWritableByOthers(root);
			refuseWritableByOthers(this.directory);
		}
		catch (IOException failure) {
			throw new CacheDirectoryException("cannot use the cache directory " + root + ": " + failure, failure);
		}
	}

	private static void refuseWritableByOthers(Path directory) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
		if (view == null) {
			return;
		}
		Set<PosixFilePermission> permissions = view.readAttributes().permissions();
		if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
				|| permissions.contains(PosixFilePermission.GROUP_WRITE)) {
			throw new CacheDirectoryException("cache directory " + directory + " is writable by others (" + permissions
					+ "): its content is run as code, so only its owner may write there", null);
		}
	}

	@Override
	public byte @Nullable [] get(String key) throws IOException {
		Path file = file(key);
		if (!Files.isRegularFile(file)) {
			return null;
		}
		byte[] stored = Files.readAllBytes(file);
		if (stored.length <= DIGEST_BYTES) {
			return null;
		}
		byte[] content = Arrays.copyOfRange(stored, DIGEST_BYTES, stored.length);
		boolean intact = Arrays.equals(sha256(content), Arrays.copyOf(stored, DIGEST_BYTES));
		return intact ? content : null;
	}

	@Override
	public void putIfAbsent(String key, byte[] data) throws IOException {
		Path temporary = Files.createTempFile(this.directory, "new", ".tmp");
		try {
			byte[] stored = Arrays.copyOf(sha256(data), DIGEST_BYTES + data.length);
			System.arraycopy(data, 0, stored, DIGEST_BYTES, data.length);
			Files.write(temporary, stored);
			Files.move(temporary, file(key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileAlreadyExistsException ignored) {
			// another process compiled the same module
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private Path file(String key) {
		return this.directory.resolve(HexFormat.of().formatHex(sha256(key.getBytes(StandardCharsets.UTF_8))));
	}

	private static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every JDK has SHA-256", impossible);
		}
	}

}
