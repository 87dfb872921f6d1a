package dev.theater.spring.startup;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignStartTests {

	@TempDir
	Path directory;

	@Test
	void dump() throws Exception {
		String asm = System.getProperty("user.home") + "/.m2/repository/org/ow2/asm/asm/";
		StringBuilder all = new StringBuilder();
		all.append("=== normal\n").append(new ForeignStart(this.directory).run());
		all.append("=== 17\n").append(new ForeignStart(this.directory).java(ForeignStart.java17().orElseThrow()).run());
		all.append("=== no asm\n").append(new ForeignStart(this.directory).classPath((s) -> s.filter((e) -> !e.contains("/ow2/asm/"))).run());
		all.append("=== no asm, interpreter\n").append(new ForeignStart(this.directory).classPath((s) -> s.filter((e) -> !e.contains("/ow2/asm/"))).run("-Dtheater.engine.mode=interpreter"));
		all.append("=== no asm util\n").append(new ForeignStart(this.directory).classPath((s) -> s.filter((e) -> !e.contains("/asm-util/"))).run());
		all.append("=== no compiler, interpreter\n").append(new ForeignStart(this.directory).classPath((s) -> s.filter((e) -> !e.contains("/ow2/asm/") && !e.contains("chicory/compiler"))).run("-Dtheater.engine.mode=interpreter"));
		for (String version : new String[] {  }) {
			Path jar = Path.of(asm, version, "asm-" + version + ".jar");
			if (Files.exists(jar)) {
				all.append("=== asm " + version + "\n")
					.append(new ForeignStart(this.directory).classPath((s) -> s.map((e) -> e.contains("/ow2/asm/asm/") ? jar.toString() : e)).run());
			}
		}
		Files.writeString(Path.of("/tmp/analyze/foreign.txt"), all);
	}

}
