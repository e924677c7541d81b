# What Ribcage needs of OpenBao or Vault, with the transit engine at `transit` and a key called `ribcage`.
path "transit/keys/ribcage" { capabilities = ["read"] }
path "transit/keys/ribcage/rotate" { capabilities = ["update"] }
path "transit/keys/ribcage/config" { capabilities = ["update"] }
path "transit/keys/ribcage/trim" { capabilities = ["update"] }
path "transit/encrypt/ribcage" { capabilities = ["update"] }
path "transit/decrypt/ribcage" { capabilities = ["update"] }
