const adjectives = `Able Amber Ample Apt Autumn Azure Balmy Bold Brave Breezy Bright Brisk Bronze Calm Candid
  Cheery Clear
Clever Copper Coral Cosy Crisp Curious Dapper Daring Deft Dewy Eager Early Earnest Easy Elegant Fair Fancy Fleet Fond
Frank Fresh Gentle Gilded Glad Golden Good Grand Happy Hardy Hazel Honest Humble Indigo Jade Jaunty Jolly Keen Kind
  Lilac
Lively Loyal Lucid Lucky Lunar Mellow Merry Mild Mindful Misty Modest Neat Nimble Noble Olive Opal Patient Pearl Plucky
Polite Prompt Proud Quick Quiet Ready Rosy Ruby Rustic Sage Scarlet Serene Sharp Silver Smart Snowy Solar Spry Steady
Sunny Swift Tender Tidy Tranquil True Upbeat Velvet Vivid Warm Wise Witty Zesty`;
const animals = `Albatross Antelope Badger Beaver Bee Bison Butterfly Camel Caribou Cat Chamois Cheetah Cicada Condor
Crane Cricket Deer Dolphin Dove Dragonfly Duck Eagle Egret Elk Falcon Ferret Finch Firefly Flamingo Fox Gazelle Gecko
Giraffe Goose Hare Hawk Hedgehog Heron Horse Hummingbird Ibex Ibis Iguana Jaguar Jay Kestrel Kingfisher Kiwi Koala Lark
Lemur Leopard Lion Llama Lynx Magpie Manatee Marmot Marten Mole Moose Narwhal Newt Nightingale Octopus Oriole Otter Owl
Panda Panther Parrot Partridge Pelican Penguin Pheasant Pigeon Plover Puffin Quail Rabbit Raven Robin Salmon Seal
Sparrow Squirrel Starling Stork Swallow Swan Tern Thrush Tiger Toucan Trout Turtle Walrus Weasel Whale Wolf Wombat Wren
Zebra`;

const words = (text: string) => text.split(/\s+/);

/** Names that nobody minds to have, about 10,000 of them. */
export const pseudonyms: readonly string[] = words(adjectives).flatMap((adjective) =>
  words(animals).map((animal) => `${adjective} ${animal}`),
);
